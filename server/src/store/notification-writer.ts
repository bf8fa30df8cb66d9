import type { Selectable } from 'kysely';
import type { NotificationId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { NotificationChannel, NotificationStatus, NotificationTable } from './table/context-table.ts';

export type NotificationRow = Selectable<NotificationTable>;

const insert = writeQuery('notification.insert', (db, a: NotificationRow) =>
  db
    .insertInto('notifications')
    .values({
      id: a.id,
      user_id: a.user_id,
      kind: a.kind,
      channel: a.channel,
      status: a.status,
      text: a.text,
      conversation_id: a.conversation_id,
      cause_key: a.cause_key,
      reason: a.reason,
      created_at: a.created_at,
      sent_at: a.sent_at,
    })
    .onConflict((c) => c.columns(['user_id', 'cause_key', 'channel']).doNothing()),
);

const markSent = writeQuery(
  'notification.mark_sent',
  (db, a: { id: NotificationId; channel: NotificationChannel; now: number }) =>
    db
      .updateTable('notifications')
      .set({ status: 'sent', channel: a.channel, reason: null, sent_at: a.now })
      .where('id', '=', a.id)
      .returning('text'),
);

type UnsentStatus = Exclude<NotificationStatus, 'sent'>;

const setUnsent = writeQuery(
  'notification.set_unsent',
  (db, a: { id: NotificationId; status: UnsentStatus; reason: string }) =>
    db
      .updateTable('notifications')
      .set({ status: a.status, reason: a.reason })
      .where('id', '=', a.id)
      .where('status', '!=', 'sent'),
);

const takeBack = writeQuery(
  'notification.take_back',
  (db, a: { id: NotificationId; status: UnsentStatus; reason: string }) =>
    db.updateTable('notifications').set({ status: a.status, reason: a.reason, sent_at: null }).where('id', '=', a.id),
);

const removeOld = writeQuery('notification.remove_old', (db, a: { before: number; limit: number }) =>
  db
    .deleteFrom('notifications')
    .where('id', 'in', (eb) =>
      eb.selectFrom('notifications').select('id').where('created_at', '<', a.before).limit(a.limit),
    ),
);

export const notificationWriter = {
  /** Removes those that were made before a time; gives how many, at most `limit`. */
  async removeOld(tx: WriteHandle, before: number, limit: number): Promise<number> {
    return (await tx.run(removeOld, { before, limit })).changes;
  },
  /** Tells whether it is new: false when its cause was told over this channel before. */
  async insert(tx: WriteHandle, row: NotificationRow): Promise<boolean> {
    return (await tx.run(insert, row)).changes === 1;
  },
  /** Notes over which channel it went out, and gives its text; undefined when it was deleted. */
  async markSent(
    tx: WriteHandle,
    id: NotificationId,
    channel: NotificationChannel,
    now: number,
  ): Promise<string | undefined> {
    return (await tx.run(markSent, { id, channel, now })).rows[0]?.text;
  },
  /** Notes that what was marked as sent did not go out after all. */
  async takeBack(tx: WriteHandle, id: NotificationId, status: UnsentStatus, reason: string): Promise<void> {
    await tx.run(takeBack, { id, status, reason });
  },
  /** Notes why it has not gone out (yet). */
  async setUnsent(tx: WriteHandle, id: NotificationId, status: UnsentStatus, reason: string): Promise<void> {
    await tx.run(setUnsent, { id, status, reason });
  },
};
