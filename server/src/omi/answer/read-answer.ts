import { z } from 'zod';
import { readPersonContext } from '../../context/preference.ts';
import { spaceSchema } from '../../context/space.ts';
import type { ConversationId, MessageId, UserId } from '../../kit/id.ts';
import { answerPlaceReader } from '../../store/answer-place-reader.ts';
import { messageReader } from '../../store/message-reader.ts';
import type { ReadHandle } from '../../store/query.ts';
import { frameAnswer } from './answer-frame.ts';

/** What to tell: an answer that stands in a conversation, or a sentence of ours. */
export type AnswerContent = { message_id: MessageId } | { text: string };

/** An answer as it is told, and where the whole of it stands. */
interface ToldAnswer {
  text: string;
  conversationId: ConversationId | null;
}

const failureSchema = z.object({ message: z.string() });

/**
 * Reads an answer in the form in which its person is told it, which is short enough for a push.
 * @returns undefined when there is nothing to tell any more: the message was deleted
 */
export async function readAnswer(
  db: ReadHandle,
  owner: UserId,
  content: AnswerContent,
  now: number,
): Promise<ToldAnswer | undefined> {
  const answer =
    'text' in content ? { ...content, conversationId: null } : await readMessage(db, owner, content.message_id);
  if (!answer) return undefined;
  const { preferences, activeSpace, activeSlot } = await readPersonContext(db, owner);
  const place = answer.conversationId && (await answerPlaceReader.find(db, owner, answer.conversationId));
  const { space, slot } = place
    ? { space: spaceSchema.catch('default').parse(place.space), slot: place.slot }
    : { space: activeSpace, slot: activeSlot };
  return { ...answer, text: frameAnswer(answer.text, { preferences, at: now, space, slot }) };
}

async function readMessage(db: ReadHandle, owner: UserId, id: MessageId): Promise<ToldAnswer | undefined> {
  const message = await messageReader.find(db, owner, id);
  if (!message) return undefined;
  const { text, error, conversation_id: conversationId } = message;
  if (text.trim() !== '') return { text, conversationId };
  const failure = error === null ? undefined : failureSchema.parse(JSON.parse(error)).message;
  return { text: failure ?? 'There was no answer to your question.', conversationId };
}
