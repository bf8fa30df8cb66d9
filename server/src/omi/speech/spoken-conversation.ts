import { openWindow } from '../../chat/open-window.ts';
import type { PersonContext } from '../../context/preference.ts';
import type { ConversationId, UserId } from '../../kit/id.ts';
import { conversationReader } from '../../store/conversation-reader.ts';
import type { WriteHandle } from '../../store/query.ts';
import { windowReader } from '../../store/window-reader.ts';

/** The conversation a spoken question goes into: that of the active window, else the person's default one, else a new one in the window. */
export async function openSpokenConversation(
  tx: WriteHandle,
  owner: UserId,
  { activeSlot, preferences }: PersonContext,
  now: number,
): Promise<ConversationId> {
  const inWindow = await windowReader.findConversation(tx, owner, activeSlot);
  if (inWindow) return inWindow.id;
  const id = preferences.default_conversation_id;
  const chosen = id === null ? undefined : await conversationReader.find(tx, owner, id as ConversationId);
  return (chosen ?? (await openWindow(tx, owner, activeSlot, now))).id;
}
