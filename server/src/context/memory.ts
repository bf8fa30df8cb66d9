import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import type { SourcedMemoryRow } from '../store/memory-reader.ts';
import { sourceSchema } from './source.ts';

/** A memory as every client reads it. */
export const memorySchema = z
  .object({
    id: z.string(),
    text: z.string(),
    status: z.enum(['kept', 'suggested']).describe('A suggested one is used for nothing until you keep it.'),
    source: sourceSchema,
    source_message_id: z.string().nullable().describe('The message it was taken from, while that is there.'),
    source_conversation_id: z.string().nullable().describe('The conversation of that message.'),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Memory' });

export type Memory = z.infer<typeof memorySchema>;

export function toMemory(row: SourcedMemoryRow): Memory {
  return {
    id: row.id,
    text: row.text,
    status: row.status,
    source: row.source,
    source_message_id: row.source_message_id,
    source_conversation_id: row.source_conversation_id,
    created_at: toIso(row.created_at),
    updated_at: toIso(row.updated_at),
  };
}
