import { z } from 'zod';
import type { MessageId, UserId } from '../kit/id.ts';
import { messageReader } from '../store/message-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import { shortenAnswer } from './shorten-answer.ts';

const contentSchema = z.union([
  z.object({ message_id: z.custom<MessageId>((value) => typeof value === 'string') }),
  z.object({ text: z.string() }),
]);
const failureSchema = z.object({ message: z.string() });

/** Omi pushes only what is longer than 5 characters. */
const MIN_PUSH_CHARS = 6;

/**
 * What a queued answer tells the person, short enough for a push.
 * @param payload as `queueAnswer` wrote it
 * @returns undefined when there is nothing to tell any more: the message was deleted
 */
export async function readAnswer(db: ReadHandle, owner: UserId, payload: string): Promise<string | undefined> {
  const content = contentSchema.parse(JSON.parse(payload));
  const text = 'text' in content ? content.text : await readMessage(db, owner, content.message_id);
  return text === undefined ? undefined : shortenAnswer(text).padEnd(MIN_PUSH_CHARS, ' .');
}

async function readMessage(db: ReadHandle, owner: UserId, id: MessageId): Promise<string | undefined> {
  const message = await messageReader.find(db, owner, id);
  if (!message) return undefined;
  if (message.text.trim() !== '') return message.text;
  const failure = message.error === null ? undefined : failureSchema.parse(JSON.parse(message.error)).message;
  return failure ?? 'There was no answer to your question.';
}
