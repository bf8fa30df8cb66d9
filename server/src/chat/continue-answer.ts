import { AppError } from '../errors.ts';
import type { MessageId, UserId } from '../kit/id.ts';
import { type MessageRow, messageReader } from '../store/message-reader.ts';
import type { Answer } from './answer.ts';
import { answerAgain } from './answer-again.ts';
import { beginOnce, createClientKey } from './begin-once.ts';
import { readProviderMeta } from './read-provider-meta.ts';
import type { ChatParts } from './send-message.ts';

interface Continuation {
  viewer: UserId;
  messageId: MessageId;
  /** Another model than the one that began. */
  provider?: string | undefined;
  model?: string | undefined;
  /** The same key with the same wish gives the same answer again. */
  idempotencyKey?: string | undefined;
}

/**
 * Goes on with an answer that was stopped, broke off or became too long. What comes of it is a new answer beside the old one, whose text it begins with;
 * the old one stays as it is.
 * @throws AppError E1002, E1003 (there is nothing to go on with), E2010, E2011, E3000, E3006
 */
export async function continueAnswer(parts: ChatParts, wish: Continuation): Promise<Answer> {
  const { viewer, messageId, provider, model } = wish;
  const key = createClientKey(wish.idempotencyKey && `continue:${wish.idempotencyKey}`, [messageId, provider, model]);
  return beginOnce(parts, viewer, key, async () => {
    const { read } = parts.store;
    const answer = await messageReader.find(read, viewer, messageId);
    if (!answer) throw new AppError('E1002');
    checkUnfinished(answer);
    const question = answer.parent_id && (await messageReader.find(read, viewer, answer.parent_id));
    if (!question) throw new AppError('E1002');
    const meta = readProviderMeta(answer);
    const writer = { provider: meta?.provider, model: meta?.model };
    return answerAgain(parts, viewer, {
      question,
      ...(provider === undefined && model === undefined ? writer : { provider, model }),
      options: meta?.options ?? {},
      begun: {
        text: answer.text,
        details: { citations: meta?.citations ?? [], tool_calls: meta?.tool_calls ?? [] },
      },
      key,
    });
  });
}

function checkUnfinished(answer: MessageRow): void {
  if (answer.role === 'user') throw new AppError('E1003', 'This is a question. Only an answer can be gone on with.');
  if (answer.status === 'streaming') throw new AppError('E1003', 'This answer is still being written.');
  if (answer.text === '') throw new AppError('E1003', 'Nothing of this answer was written. Try again instead.');
  const isCut = readProviderMeta(answer)?.finish_reason === 'length';
  if (answer.status === 'complete' && !isCut) throw new AppError('E1003', 'This answer came to its end.');
}
