import { AppError } from '../errors.ts';
import { type ConversationId, createId, type FollowUpId, type OutboxId, type UserId } from '../kit/id.ts';
import { cleanText } from '../kit/text.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import { followUpWriter } from '../store/follow-up-writer.ts';
import { outboxWriter } from '../store/outbox-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { deliverFollowUp } from './deliver-follow-up.ts';

export interface NewFollowUp {
  /** Where it is also written as a message of the assistant; null: nowhere. */
  conversationId: ConversationId | null;
  message: string;
  /** Milliseconds since 1970; now, or before: it is delivered at once. */
  deliverAt: number;
}

/**
 * Says something to a person, now or at a time of their choice.
 * @returns its id, and whether it is delivered already
 * @throws AppError E1002 when the conversation is not theirs
 */
export async function createFollowUp(
  tx: WriteHandle,
  owner: UserId,
  { conversationId, message, deliverAt }: NewFollowUp,
  now: number,
): Promise<{ id: FollowUpId; isDelivered: boolean }> {
  if (conversationId !== null && !(await conversationWriter.lock(tx, owner, conversationId)))
    throw new AppError('E1002');
  const id = createId<FollowUpId>();
  await followUpWriter.insert(tx, {
    id,
    user_id: owner,
    conversation_id: conversationId,
    message: cleanText(message),
    deliver_at: deliverAt,
    created_at: now,
  });
  if (deliverAt <= now) {
    await deliverFollowUp(tx, owner, id, now);
    return { id, isDelivered: true };
  }
  await outboxWriter.insert(tx, {
    id: createId<OutboxId>(),
    kind: 'follow_up',
    user_id: owner,
    subject_id: id,
    payload: '{}',
    dedupe_key: `follow_up:${id}`,
    due_at: deliverAt,
    created_at: now,
  });
  return { id, isDelivered: false };
}
