import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import type { ListedOutboxRow } from '../store/outbox-reader.ts';

/** A queued effect as an admin reads it: never what it says. */
export const outboxItemSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    owner_id: z.string().nullable(),
    status: z
      .enum(['pending', 'background', 'leased', 'done', 'parked'])
      .describe('`background`: it waits until nobody waits for an answer.'),
    attempts: z.number().int(),
    reason: z.string().nullable().describe('Why the last try failed.'),
    due_at: z.iso.datetime(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'OutboxItem' });

export type OutboxItem = z.infer<typeof outboxItemSchema>;

export function toOutboxItem(row: ListedOutboxRow): OutboxItem {
  return {
    id: row.id,
    kind: row.kind,
    owner_id: row.user_id,
    status: row.status,
    attempts: row.attempts,
    reason: row.last_error,
    due_at: toIso(row.due_at),
    created_at: toIso(row.created_at),
    updated_at: toIso(row.updated_at),
  };
}
