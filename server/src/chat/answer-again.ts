import { readPersonContext } from '../context/preference.ts';
import { AppError } from '../errors.ts';
import type { UserId } from '../kit/id.ts';
import { reserveMessage } from '../quota/reserve-message.ts';
import type { AnswerOptions } from '../run/answer-options.ts';
import type { BegunAnswer } from '../run/begun-answer.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import type { MessageRow } from '../store/message-reader.ts';
import { type Answer, toLiveAnswer } from './answer.ts';
import { beginAnswer } from './begin-answer.ts';
import type { ClientKey } from './begin-once.ts';
import { getConversation } from './get-conversation.ts';
import { type ChatParts, wishOf } from './send-message.ts';

/** How a question that is there is to be answered once more. */
interface NewAnswer {
  question: MessageRow;
  provider?: string | undefined;
  model?: string | undefined;
  options: AnswerOptions;
  /** The answer to go on from. */
  begun?: BegunAnswer | undefined;
  key: ClientKey | undefined;
}

/**
 * Begins another answer to a question, beside those it has.
 * @throws AppError E1002, E2010, E2011, E3000, E3006; SentTwiceError
 */
export async function answerAgain(
  parts: ChatParts,
  viewer: UserId,
  { question, options, begun, key, ...chosen }: NewAnswer,
): Promise<Answer> {
  const { store, runs, registry, clock } = parts;
  const conversation = await getConversation(store.read, viewer, question.conversation_id);
  const choice = await registry.resolve(wishOf(chosen, conversation));
  const live = await runs.transact(async (tx, begin) => {
    const now = clock.now();
    const person = await readPersonContext(tx, viewer);
    const timeZone = person.preferences.time_zone;
    const allowance = await reserveMessage(tx, { userId: viewer, timeZone, provider: choice.provider.id }, now);
    if (!(await conversationWriter.touch(tx, viewer, conversation.id, now))) throw new AppError('E1002');
    return beginAnswer(tx, begin, parts, choice, {
      owner: viewer,
      conversation,
      userMessageId: question.id,
      text: question.text,
      files: question.files,
      source: question.source,
      parentId: question.parent_id,
      person,
      options,
      allowance,
      begun,
      key,
    });
  });
  return toLiveAnswer(live);
}
