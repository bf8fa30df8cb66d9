import { AppError } from '../errors.ts';
import type { MessageId, UserId } from '../kit/id.ts';
import type { AnswerOptions } from '../run/answer-options.ts';
import { type MessageRow, messageReader } from '../store/message-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import type { Answer } from './answer.ts';
import { answerAgain } from './answer-again.ts';
import { beginOnce, createClientKey } from './begin-once.ts';
import { readProviderMeta } from './read-provider-meta.ts';
import type { ChatParts } from './send-message.ts';

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
 * Asks a question once more, with the options of that answer (of the first one where the question is named). The new answer stands beside the old ones,
 * which are kept.
 * @throws AppError E1002, E1003 (that answer is still being written), E2010, E2011, E3000, E3006
 */
export async function retryAnswer(parts: ChatParts, retry: Retry): Promise<Answer> {
  const { viewer, messageId, provider, model } = retry;
  const key = createClientKey(retry.idempotencyKey && `retry:${retry.idempotencyKey}`, [messageId, provider, model]);
  return beginOnce(parts, viewer, key, async () => {
    const { question, options } = await findQuestion(parts.store.read, viewer, messageId);
    return answerAgain(parts, viewer, { question, provider, model, options, key });
  });
}

async function findQuestion(
  db: ReadHandle,
  viewer: UserId,
  id: MessageId,
): Promise<{ question: MessageRow; options: AnswerOptions }> {
  const message = await messageReader.find(db, viewer, id);
  if (!message) throw new AppError('E1002');
  if (message.role === 'user') return { question: message, options: optionsOf(await findAnswer(db, message)) };
  if (message.status === 'streaming') {
    throw new AppError('E1003', 'This answer is still being written. Stop it first, then try again.');
  }
  const question = message.parent_id && (await messageReader.find(db, viewer, message.parent_id));
  if (!question) throw new AppError('E1002');
  return { question, options: optionsOf(message) };
}

/** The first answer of a question. */
async function findAnswer(db: ReadHandle, { id, user_id, conversation_id }: MessageRow) {
  const [first] = await messageReader.listSiblings(db, user_id, { conversation_id, parent_id: id });
  return first && messageReader.find(db, user_id, first);
}

function optionsOf(answer: MessageRow | undefined): AnswerOptions {
  return (answer && readProviderMeta(answer)?.options) ?? {};
}
