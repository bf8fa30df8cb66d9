import { z } from 'zod';
import { lenient } from './lenient.ts';

/** A memory of Omi's as we tell of it. */
export const omiMemorySchema = z
  .object({
    id: z.string(),
    content: z.string(),
    category: z.string().describe('A word of Omi’s own; the words change'),
    tags: z.array(z.string()),
    created_at: z.iso.datetime().nullable(),
    updated_at: z.iso.datetime().nullable(),
    is_locked: z.boolean().describe('Omi shows only the beginning of its content'),
  })
  .meta({ id: 'OmiMemory' });

export type OmiMemory = z.infer<typeof omiMemorySchema>;

/** Omi cuts what is locked to 70 characters and these dots. */
const CUT = /^.{70}\.\.\.$/su;

const sent = z.object({
  id: lenient.id,
  content: lenient.text,
  category: lenient.text,
  tags: lenient.rows(z.string()),
  created_at: lenient.time,
  updated_at: lenient.time,
  is_locked: z.boolean().optional().catch(undefined),
});

/**
 * Reads a memory as Omi's lists send it (`backend/models/memories.py`). Where Omi does not say whether it is locked, the cut does.
 * @returns undefined for what has no id
 */
export function readOmiMemory(value: unknown): OmiMemory | undefined {
  const { data } = sent.safeParse(value);
  return data && { ...data, is_locked: data.is_locked ?? CUT.test(data.content) };
}
