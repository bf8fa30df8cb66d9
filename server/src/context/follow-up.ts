import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import type { FollowUpRow } from '../store/follow-up-reader.ts';

/** A follow-up as its owner reads it. */
export const followUpSchema = z
  .object({
    id: z.string(),
    conversation_id: z.string().nullable(),
    message: z.string(),
    deliver_at: z.iso.datetime(),
    delivered_at: z.iso.datetime().nullable().describe('null while it waits for its time.'),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'FollowUp' });

export type FollowUp = z.infer<typeof followUpSchema>;

export function toFollowUp(row: FollowUpRow): FollowUp {
  return {
    id: row.id,
    conversation_id: row.conversation_id,
    message: row.message,
    deliver_at: toIso(row.deliver_at),
    delivered_at: row.delivered_at === null ? null : toIso(row.delivered_at),
    created_at: toIso(row.created_at),
  };
}
