import type { Space } from '../context/space.ts';
import type { ConversationId, UserId } from '../kit/id.ts';
import { CHAT_LIMITS } from '../kit/limits.ts';
import { cleanText } from '../kit/text.ts';
import type { ConversationRow } from '../store/conversation-reader.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import type { TitleOrigin } from '../store/table/chat-table.ts';
import { getConversation } from './get-conversation.ts';

/** What a person may set on a conversation; what is missing stays as it is. */
export interface ConversationChange {
  title?: string | undefined;
  /** Who gave it the title; a person, unless it is said. */
  title_origin?: TitleOrigin | undefined;
  pinned?: boolean | undefined;
  archived?: boolean | undefined;
  space?: Space | undefined;
  system_prompt?: string | null | undefined;
  provider?: string | null | undefined;
  model?: string | null | undefined;
  /** Whether it goes by itself some time after its last message. */
  temporary?: boolean | undefined;
}

/** @throws AppError E1002 */
export async function changeConversation(
  tx: WriteHandle,
  viewer: UserId,
  id: ConversationId,
  change: ConversationChange,
  now: number,
): Promise<ConversationRow> {
  // Two changes at once would otherwise both start from the same row, and the later one undo the earlier.
  await conversationWriter.lock(tx, viewer, id);
  const row = applyChange(await getConversation(tx, viewer, id), change, now);
  await conversationWriter.update(tx, viewer, id, row);
  return row;
}

export function applyChange(row: ConversationRow, change: ConversationChange, now: number): ConversationRow {
  const since = (isOn: boolean | undefined, at: number | null) => (isOn === undefined ? at : isOn ? (at ?? now) : null);
  const { title, system_prompt: prompt } = change;
  return {
    ...row,
    title: title === undefined ? row.title : cleanText(title),
    title_origin: title === undefined ? row.title_origin : (change.title_origin ?? 'person'),
    pinned_at: since(change.pinned, row.pinned_at),
    archived_at: since(change.archived, row.archived_at),
    expires_at: expiryOf(row, change, now),
    space: change.space ?? row.space,
    system_prompt: prompt === undefined ? row.system_prompt : prompt && cleanText(prompt),
    provider: change.provider === undefined ? row.provider : change.provider,
    model: change.model === undefined ? row.model : change.model,
  };
}

function expiryOf(row: ConversationRow, { temporary }: ConversationChange, now: number): number | null {
  if (temporary === undefined) return row.expires_at;
  return temporary ? now + CHAT_LIMITS.temporaryLifeMs : null;
}
