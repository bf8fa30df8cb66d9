import { type ConversationId, createId, type UserId } from '../kit/id.ts';
import type { ConversationRow } from '../store/conversation-reader.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { applyChange, type ConversationChange } from './change-conversation.ts';

/** Begins an empty conversation. */
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
      title: 'New conversation',
      space: 'default',
      provider: null,
      model: null,
      system_prompt: null,
      pinned_at: null,
      archived_at: null,
      created_at: now,
      updated_at: now,
    },
    change,
    now,
  );
  await conversationWriter.insert(tx, row);
  return row;
}
