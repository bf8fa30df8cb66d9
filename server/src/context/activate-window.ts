import type { UserId } from '../kit/id.ts';
import { preferenceWriter } from '../store/preference-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { windowReader } from '../store/window-reader.ts';
import { lockPreferences } from './lock-preferences.ts';

/**
 * Makes a window the person's active one. The active space becomes that of its conversation; an empty window leaves it as it is.
 * @param slot 1 to 5
 */
export async function activateWindow(tx: WriteHandle, owner: UserId, slot: number, now: number): Promise<void> {
  const row = await lockPreferences(tx, owner, now);
  const conversation = await windowReader.findConversation(tx, owner, slot);
  await preferenceWriter.update(tx, {
    ...row,
    active_slot: slot,
    active_space: conversation?.space ?? row.active_space,
    updated_at: now,
  });
}
