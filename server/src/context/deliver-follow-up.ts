import type { OutboxHandler } from '../job/outbox-worker.ts';
import type { Clock } from '../kit/clock.ts';
import { createId, type FollowUpId, type MessageId, type UserId } from '../kit/id.ts';
import { must } from '../kit/must.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import type { FollowUpRow } from '../store/follow-up-reader.ts';
import { followUpWriter } from '../store/follow-up-writer.ts';
import { messageReader } from '../store/message-reader.ts';
import { messageWriter } from '../store/message-writer.ts';
import type { Store } from '../store/open.ts';
import type { WriteHandle } from '../store/query.ts';
import { notify } from './notify.ts';

/** Handles the outbox rows of kind `follow_up`. */
export function createDeliverFollowUp({ store, clock }: { store: Store; clock: Clock }): OutboxHandler {
  return async (row) => {
    const owner = must(row.user_id, 'the owner of a follow-up');
    const id = must(row.subject_id, 'the follow-up') as FollowUpId;
    await store.transact((tx) => deliverFollowUp(tx, owner, id, clock.now()));
    return { kind: 'done' };
  };
}

/** Delivers a follow-up over every channel its owner has, once; does nothing when it was delivered or cancelled before. */
export async function deliverFollowUp(tx: WriteHandle, owner: UserId, id: FollowUpId, now: number): Promise<void> {
  const followUp = await followUpWriter.markDelivered(tx, owner, id, now);
  if (!followUp) return;
  const { message: text, conversation_id: conversationId } = followUp;
  await writeIntoConversation(tx, followUp, now);
  await notify(tx, { owner, kind: 'follow_up', text, conversationId, causeKey: `follow_up:${id}`, push: true }, now);
}

async function writeIntoConversation(tx: WriteHandle, followUp: FollowUpRow, now: number): Promise<void> {
  const { user_id: owner, conversation_id: conversationId, message } = followUp;
  if (conversationId === null || !(await conversationWriter.touch(tx, owner, conversationId, now))) return;
  await messageWriter.insert(tx, {
    id: createId<MessageId>(),
    conversation_id: conversationId,
    user_id: owner,
    parent_id: (await messageReader.findNewest(tx, owner, conversationId)) ?? null,
    role: 'assistant',
    text: message,
    status: 'complete',
    source: 'api',
    provider_meta: null,
    error: null,
    client_message_id: null,
    body_hash: null,
    created_at: now,
    updated_at: now,
  });
}
