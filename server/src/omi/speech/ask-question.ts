import { z } from 'zod';
import type { Answer } from '../../chat/answer.ts';
import { type ChatParts, sendMessage } from '../../chat/send-message.ts';
import { AppError, type ErrorCode } from '../../errors.ts';
import type { ConversationId, LinkId, MessageId, UtteranceId } from '../../kit/id.ts';
import { must } from '../../kit/must.ts';
import { omiOutboxWriter } from '../../store/omi-outbox-writer.ts';
import { utteranceWriter } from '../../store/utterance-writer.ts';
import { queueAnswer } from '../answer/queue-answer.ts';
import type { NewOutboxRow } from './queue-question.ts';
import { toSpokenMessageId } from './spoken-message-id.ts';

/** These pass by themselves: the outbox asks again later. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['E1006', 'E1007', 'E2011']);

const payloadSchema = z.object({
  text: z.string(),
  conversation_id: z.custom<ConversationId>((value) => typeof value === 'string'),
  utterance_id: z.custom<UtteranceId>((value) => typeof value === 'string'),
  heard_before: z.string(),
});

/**
 * Sends a queued question by the door that typed messages use. Asking again gives the same answer again.
 * @returns the answer to wait for, or undefined when the question was refused and the person is told so
 * @throws AppError when it cannot be asked right now
 */
export async function askQuestion(parts: ChatParts, row: NewOutboxRow): Promise<Answer | undefined> {
  const viewer = must(row.user_id, 'the owner of a spoken question');
  const { text, conversation_id, utterance_id, heard_before } = payloadSchema.parse(JSON.parse(row.payload));
  try {
    const answer = await sendMessage(parts, {
      viewer,
      text,
      source: 'omi_transcript',
      conversationId: conversation_id,
      clientMessageId: toSpokenMessageId(row.id),
      heardBefore: heard_before,
    });
    await parts.store.transact(async (tx) => {
      await utteranceWriter.setMessage(tx, utterance_id, answer.meta.user_message_id as MessageId);
      await omiOutboxWriter.finishPending(tx, row.id, parts.clock.now());
    });
    return answer;
  } catch (error) {
    if (!(error instanceof AppError) || PASSING.has(error.code)) throw error;
    const now = parts.clock.now();
    await parts.store.transact(async (tx) => {
      const linkId = must(row.subject_id, 'the link of a spoken question') as LinkId;
      await queueAnswer(tx, { owner: viewer, linkId, questionId: row.id, content: { text: error.message } }, now);
      await omiOutboxWriter.finishPending(tx, row.id, now);
    });
    return undefined;
  }
}
