import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import type { AdminStreamRow } from '../store/admin-stream-reader.ts';

/** A running answer as an admin sees it: whose and by what, never its text. */
export const adminStreamSchema = z
  .object({
    stream_id: z.string(),
    owner_id: z.string(),
    conversation_id: z.string(),
    message_id: z.string(),
    provider: z.string(),
    model: z.string(),
    instance: z.string().describe('The process that writes it'),
    started_at: z.iso.datetime(),
  })
  .meta({ id: 'AdminStream' });

export type AdminStream = z.infer<typeof adminStreamSchema>;

export function toAdminStream(row: AdminStreamRow): AdminStream {
  return {
    stream_id: row.id,
    owner_id: row.user_id,
    conversation_id: row.conversation_id,
    message_id: row.message_id,
    provider: row.provider,
    model: row.model,
    instance: row.owner,
    started_at: toIso(row.started_at),
  };
}
