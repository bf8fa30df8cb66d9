import { z } from 'zod';
import type { UserId } from '../kit/id.ts';
import type { ReadHandle } from '../store/query.ts';
import { windowReader } from '../store/window-reader.ts';
import { readPersonContext } from './preference.ts';
import { SLOTS } from './space.ts';

/** A window as every client reads it. */
export const windowSchema = z
  .object({
    slot: z.number().int().describe('1 to 5'),
    active: z.boolean(),
    conversation_id: z.string().nullable().describe('Null until its first message.'),
    title: z.string().nullable(),
    space: z.string().nullable().describe('The space of its conversation.'),
  })
  .meta({ id: 'Window' });

export type Window = z.infer<typeof windowSchema>;

/** A person's five windows, by slot. */
export async function listWindows(db: ReadHandle, owner: UserId): Promise<Window[]> {
  const { activeSlot } = await readPersonContext(db, owner);
  const filled = new Map((await windowReader.list(db, owner)).map((row) => [row.slot, row]));
  return SLOTS.map((slot) => {
    const row = filled.get(slot);
    return {
      slot,
      active: slot === activeSlot,
      conversation_id: row?.conversation_id ?? null,
      title: row?.title ?? null,
      space: row?.space ?? null,
    };
  });
}
