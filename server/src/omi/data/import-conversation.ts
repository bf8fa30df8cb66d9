import { createConversation } from '../../chat/create-conversation.ts';
import { titleFrom } from '../../chat/title.ts';
import { type ConversationId, createId, type MessageId, type UserId } from '../../kit/id.ts';
import { CHAT_LIMITS } from '../../kit/limits.ts';
import { messageWriter } from '../../store/message-writer.ts';
import { omiItemWriter } from '../../store/omi-item-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import { importTask } from './import-task.ts';
import { isOwnConversation } from './is-own-conversation.ts';
import type { OmiConversation } from './omi-conversation.ts';
import { timeAtOmi } from './time-at-omi.ts';
import { writeTranscript } from './write-transcript.ts';

/**
 * Makes a finished conversation of Omi's one of ours, once, with its open action items as tasks. What the person deleted here stays deleted; what
 * is locked or discarded at Omi, is not finished, or was created there by us is left alone.
 * @param appId of our app; null where none is configured
 * @returns our conversation's id where it was taken over now
 */
export async function importConversation(
  tx: WriteHandle,
  { owner, appId }: { owner: UserId; appId: string | null },
  conversation: OmiConversation,
  now: number,
): Promise<ConversationId | undefined> {
  const isFinished = conversation.status === '' || conversation.status === 'completed';
  const text = writeTranscript(conversation);
  if (conversation.is_locked || conversation.discarded || !isFinished || text === '') return undefined;
  if (await isOwnConversation(tx, owner, appId, conversation, now)) return undefined;
  const key = { owner, kind: 'conversation' as const, omiId: conversation.id };
  if (!(await omiItemWriter.claim(tx, key, now))) return undefined;

  const at = timeAtOmi(conversation.started_at ?? conversation.created_at, now);
  const { id } = await createConversation(tx, owner, { title: titleOf(conversation, text), space: 'default' }, at);
  await omiItemWriter.setItem(tx, key, id);
  const sourceMessageId = await writeMessage(tx, { owner, conversationId: id, text, at });
  for (const { description, completed } of conversation.structured.action_items) {
    if (!completed) await importTask(tx, owner, { description, foundIn: conversation.id, sourceMessageId }, now);
  }
  return id;
}

function titleOf({ structured: { emoji, title } }: OmiConversation, text: string): string {
  const words = [emoji.trim(), title.trim() || titleFrom(text)].filter((part) => part !== '').join(' ');
  return words.slice(0, CHAT_LIMITS.titleUnits).toWellFormed();
}

async function writeMessage(
  tx: WriteHandle,
  { owner, conversationId, text, at }: { owner: UserId; conversationId: ConversationId; text: string; at: number },
): Promise<MessageId> {
  const id = createId<MessageId>();
  await messageWriter.insert(tx, {
    id,
    conversation_id: conversationId,
    user_id: owner,
    parent_id: null,
    role: 'user',
    text,
    status: 'complete',
    source: 'omi_import',
    provider_meta: null,
    error: null,
    client_message_id: null,
    body_hash: null,
    created_at: at,
    updated_at: at,
  });
  return id;
}
