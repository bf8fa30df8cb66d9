import { lockPreferences } from '../context/lock-preferences.ts';
import type { UserId } from '../kit/id.ts';
import type { ConversationRow } from '../store/conversation-reader.ts';
import type { WriteHandle } from '../store/query.ts';
import { windowReader } from '../store/window-reader.ts';
import { windowWriter } from '../store/window-writer.ts';
import { createConversation } from './create-conversation.ts';

/**
 * Gives the conversation in a person's window, made at its first use in their active space.
 * @param slot 1 to 5
 */
export async function openWindow(tx: WriteHandle, owner: UserId, slot: number, now: number): Promise<ConversationRow> {
  const filled = await windowReader.findConversation(tx, owner, slot);
  if (filled) return filled;
  // Two first uses at once take turns here, and the second one finds what the first one made.
  await lockPreferences(tx, owner, now);
  const made = await windowReader.findConversation(tx, owner, slot);
  if (made) return made;
  const conversation = await createConversation(tx, owner, {}, now);
  await windowWriter.fill(tx, owner, slot, conversation.id, now);
  return conversation;
}
