import { createHash } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { UserId } from '../kit/id.ts';
import { messageReader } from '../store/message-reader.ts';
import { runReader } from '../store/run-reader.ts';
import { type Answer, type AnswerParts, toAnswer } from './answer.ts';

/** What makes two requests the same one: the client's own id, and a hash of what it asked for. */
export interface ClientKey {
  id: string;
  bodyHash: string;
}

/** Another request with the same key was stored between our look and our insert. */
export class SentTwiceError extends Error {}

/** @param said everything that makes a difference, in a fixed order */
export function createClientKey(id: string | undefined, said: readonly unknown[]): ClientKey | undefined {
  if (id === undefined) return undefined;
  return { id, bodyHash: createHash('sha256').update(JSON.stringify(said)).digest('hex') };
}

/**
 * Begins an answer unless the same request has begun it before: then that answer is given again.
 * @param begin must store the key with its message, and throw {@link SentTwiceError} when it is there already
 * @throws AppError E1003 when the key came with another request before
 */
export async function beginOnce(
  parts: AnswerParts,
  viewer: UserId,
  key: ClientKey | undefined,
  begin: () => Promise<Answer>,
): Promise<Answer> {
  const earlier = await findEarlier(parts, viewer, key);
  if (earlier) return earlier;
  try {
    return await begin();
  } catch (error) {
    // What is found then is no twin's: it is this request's own, whose commit was reported as failed.
    if (error instanceof AppError && error.code === 'E1007') throw error;
    // Whether its twin took the key or the last message of the day before it: the twin's answer is the answer to both.
    const twin = await findEarlier(parts, viewer, key);
    if (twin) return twin;
    throw error instanceof SentTwiceError ? new AppError('E1007', undefined, { retryAfterS: 1 }) : error;
  }
}

async function findEarlier(
  parts: AnswerParts,
  viewer: UserId,
  key: ClientKey | undefined,
): Promise<Answer | undefined> {
  if (!key) return undefined;
  const message = await messageReader.findByClientId(parts.store.read, viewer, key.id);
  if (!message) return undefined;
  if (message.body_hash !== key.bodyHash) throw new AppError('E1003', 'This id was used for another request before.');
  // A read may show what is still on its way to the disk; when a transaction resolves, all that it saw is there.
  const run = await parts.store.transact((tx) =>
    message.role === 'user'
      ? runReader.findByQuestion(tx, viewer, message.id)
      : runReader.findByMessage(tx, viewer, message.id),
  );
  if (!run) throw new AppError('E1002');
  return toAnswer(parts, run);
}
