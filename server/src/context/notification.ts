import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import type { NotificationId } from '../kit/id.ts';
import type { NotificationRow } from '../store/notification-writer.ts';

/** What a notification is about. */
const notificationKindSchema = z.enum([
  'follow_up',
  'task_due',
  'answer',
  'wearable_silent',
  'meeting_saved',
  'import_done',
  'day_summary',
  'account_read',
]);

export type NotificationKind = z.infer<typeof notificationKindSchema>;

/** A notification as its owner reads it; what goes over two channels is two of them. */
export const notificationSchema = z
  .object({
    id: z.string(),
    kind: notificationKindSchema,
    channel: z
      .enum(['app', 'omi_reply', 'omi_push'])
      .describe('app: seen here. omi_reply: in the reply to what your Omi heard. omi_push: pushed to your Omi'),
    status: z.enum(['waiting', 'sent', 'failed', 'dropped']),
    text: z.string(),
    conversation_id: z.string().nullable(),
    reason: z.string().nullable().describe('Why it waits, failed or was dropped.'),
    created_at: z.iso.datetime(),
    sent_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Notification' });

export type Notification = z.infer<typeof notificationSchema>;

export function toNotification(row: NotificationRow): Notification {
  return {
    id: row.id,
    kind: notificationKindSchema.parse(row.kind),
    channel: row.channel,
    status: row.status,
    text: row.text,
    conversation_id: row.conversation_id,
    reason: row.reason,
    created_at: toIso(row.created_at),
    sent_at: row.sent_at === null ? null : toIso(row.sent_at),
  };
}

const payloadSchema = z.object({ notification_id: z.custom<NotificationId>((value) => typeof value === 'string') });

/** What an outbox row holds that pushes a notification. */
export const pushPayload = {
  write: (id: NotificationId): string => JSON.stringify({ notification_id: id }),
  read: (payload: string): NotificationId => payloadSchema.parse(JSON.parse(payload)).notification_id,
};
