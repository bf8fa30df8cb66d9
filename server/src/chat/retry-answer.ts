import { readPersonContext } from '../context/preference.ts';
import { AppError } from '../errors.ts';
import type { MessageId, UserId } from '../kit/id.ts';
import { reserveMessage } from '../quota/reserve-message.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import { type MessageRow, messageReader } from '../store/message-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import { type Answer, toLiveAnswer } from './answer.ts';
import { beginAnswer } from './begin-answer.ts';
import { beginOnce, type ClientKey, createClientKey } from './begin-once.ts';
import { getConversation } from './get-conversation.ts';
import { type ChatParts, wishOf } from './send-message.ts';

interface Retry {
  viewer: UserId;
  /** The answer to try again, or the question itself. */
  messageId: MessageId;
  provider?: string | undefined;
  model?: string | undefined;
  /** The same key with the same wish gives the same answer again. */
  idempotencyKey?: string | undefined;
}

/**
 * Asks a question once more. The new answer stands beside the old ones, which are kept.
 * @throws AppError E1002, E1003 (that answer is still being written), E2010, E2011, E3000, E3006
 */
export async function retryAnswer(parts: ChatParts, retry: Retry): Promise<Answer> {
  const { viewer, messageId, provider, model } = retry;
  const key = createClientKey(retry.idempotencyKey && `retry:${retry.idempotencyKey}`, [messageId, provider, model]);
  return beginOnce(parts, viewer, key, () => beginRetry(parts, retry, key));
}

async function beginRetry(parts: ChatParts, retry: Retry, key: ClientKey | undefined): Promise<Answer> {
  const { store, runs, registry, clock } = parts;
  const { viewer } = retry;
  const question = await findQuestion(store.read, viewer, retry.messageId);
  const conversation = await getConversation(store.read, viewer, question.conversation_id);
  const choice = await registry.resolve(wishOf(retry, conversation));
  const live = await runs.transact(async (tx, begin) => {
    const now = clock.now();
    const person = await readPersonContext(tx, viewer);
    const timeZone = person.preferences.time_zone;
    const allowance = await reserveMessage(tx, { userId: viewer, timeZone, provider: choice.provider.id }, now);
    if (!(await conversationWriter.touch(tx, viewer, conversation.id, now))) throw new AppError('E1002');
    return beginAnswer(tx, begin, clock, choice, {
      owner: viewer,
      conversation,
      userMessageId: question.id,
      text: question.text,
      source: question.source,
      parentId: question.parent_id,
      person,
      options: {},
      allowance,
      key,
    });
  });
  return toLiveAnswer(live);
}

async function findQuestion(db: ReadHandle, viewer: UserId, id: MessageId): Promise<MessageRow> {
  const message = await messageReader.find(db, viewer, id);
  if (!message) throw new AppError('E1002');
  if (message.role === 'user') return message;
  if (message.status === 'streaming') {
    throw new AppError('E1003', 'This answer is still being written. Stop it first, then try again.');
  }
  const question = message.parent_id && (await messageReader.find(db, viewer, message.parent_id));
  if (!question) throw new AppError('E1002');
  return question;
}
