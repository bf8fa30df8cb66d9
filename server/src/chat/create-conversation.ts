import { readPersonContext } from '../context/preference.ts';
import { type ConversationId, createId, type UserId } from '../kit/id.ts';
import type { ConversationRow } from '../store/conversation-reader.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { applyChange, type ConversationChange } from './change-conversation.ts';

/** What a conversation is called until its first message. */
export const FIRST_TITLE = 'New conversation';

/** Begins an empty conversation, in the person's active space unless another one is named. */
export async function createConversation(
  tx: WriteHandle,
  viewer: UserId,
  change: ConversationChange,
  now: number,
): Promise<ConversationRow> {
  const row = applyChange(
    {
      id: createId<ConversationId>(),
      user_id: viewer,
      title: FIRST_TITLE,
      space: change.space ?? (await readPersonContext(tx, viewer)).activeSpace,
      provider: null,
      model: null,
      system_prompt: null,
      pinned_at: null,
      archived_at: null,
      expires_at: null,
      title_origin: 'first_words',
      created_at: now,
      updated_at: now,
    },
    change,
    now,
  );
  await conversationWriter.insert(tx, row);
  return row;
}
