import type { UserId } from '../kit/id.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import { preferenceWriter } from '../store/preference-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { windowReader } from '../store/window-reader.ts';
import { lockPreferences } from './lock-preferences.ts';
import type { Space } from './space.ts';

/** Makes a space the person's active one, and that of the conversation in their active window. New conversations begin in it. */
export async function switchSpace(tx: WriteHandle, owner: UserId, space: Space, now: number): Promise<void> {
  const row = await lockPreferences(tx, owner, now);
  await preferenceWriter.update(tx, { ...row, active_space: space, updated_at: now });
  const conversation = await windowReader.findConversation(tx, owner, row.active_slot);
  if (conversation) await conversationWriter.update(tx, owner, conversation.id, { ...conversation, space });
}
