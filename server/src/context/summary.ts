import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import type { SummaryRow } from '../store/summary-reader.ts';

/** A summary as every client reads it. */
export const summarySchema = z
  .object({
    id: z.string(),
    conversation_id: z.string(),
    message_id: z.string().describe('The last message it covers: it holds for every branch through it.'),
    text: z.string(),
    messages: z.number().int().describe('How many messages it covers.'),
    origin: z.enum(['model', 'person']).describe('Who wrote the text as it is now.'),
    provider: z.string().describe('Who was asked for it.'),
    model: z.string(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Summary' });

export type Summary = z.infer<typeof summarySchema>;

export function toSummary(row: SummaryRow): Summary {
  const { user_id: _, created_at, updated_at, ...shown } = row;
  return { ...shown, created_at: toIso(created_at), updated_at: toIso(updated_at) };
}
