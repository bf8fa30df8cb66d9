import { AppError } from '../errors.ts';
import { endOfUtcDay, toIso, utcDay } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import type { ReadHandle, WriteHandle } from '../store/query.ts';
import { type Limits, quotaReader } from '../store/quota-reader.ts';
import { quotaWriter } from '../store/quota-writer.ts';
import { runReader } from '../store/run-reader.ts';

/** What a person may use, has used today and has left. A null limit means none, and nothing to count down. */
export interface Quota {
  limits: Limits;
  today: { messages: number; tokens: number };
  remaining: { messages: number | null; tokens: number | null };
  /** ISO 8601; the end of the UTC day. */
  resets_at: string;
}

export function toQuota(limits: Limits, today: { messages: number; tokens: number }, now: number): Quota {
  const left = (limit: number | null, used: number) => (limit === null ? null : Math.max(limit - used, 0));
  return {
    limits,
    today,
    remaining: {
      messages: left(limits.messages_per_day, today.messages),
      tokens: left(limits.tokens_per_day, today.tokens),
    },
    resets_at: toIso(endOfUtcDay(now)),
  };
}

export async function readQuota(db: ReadHandle, userId: UserId, now: number): Promise<Quota> {
  const limits = await quotaReader.limits(db, userId);
  return toQuota(limits, await quotaReader.usage(db, userId, utcDay(now)), now);
}

/**
 * Takes one message from the person's day, in the transaction that stores the message.
 * @returns the UTC day it was taken from, for settling
 * @throws AppError E2010 when the day's messages or tokens are used up, E2011 when too many answers are being written
 */
export async function reserveMessage(tx: WriteHandle, userId: UserId, now: number): Promise<string> {
  const day = utcDay(now);
  const limits = await quotaReader.limits(tx, userId);
  // First, because its row lock makes the person's parallel senders take turns: the counts below are then exact.
  const messages = await quotaWriter.reserveMessage(tx, userId, day, limits.messages_per_day);
  if (messages === undefined) {
    const { messages: used } = await quotaReader.usage(tx, userId, day);
    throw limitReached('messages_per_day', used, limits.messages_per_day, now);
  }
  if (limits.tokens_per_day !== null) {
    const { tokens } = await quotaReader.usage(tx, userId, day);
    if (tokens >= limits.tokens_per_day) throw limitReached('tokens_per_day', tokens, limits.tokens_per_day, now);
  }
  if (limits.concurrent_streams !== null) {
    const running = await runReader.countStreaming(tx, userId);
    if (running >= limits.concurrent_streams) {
      throw new AppError('E2011', undefined, {
        details: [{ name: 'concurrent_streams', used: running, limit: limits.concurrent_streams }],
        retryAfterS: 5,
      });
    }
  }
  return day;
}

function limitReached(name: keyof Limits, used: number, limit: number | null, now: number): AppError {
  const resetsAt = endOfUtcDay(now);
  const noun = name === 'messages_per_day' ? 'messages' : 'tokens';
  return new AppError(
    'E2010',
    `You have used all ${limit} ${noun} of today. The count starts again at ${toIso(resetsAt)}.`,
    {
      details: [{ name, used, limit, resets_at: toIso(resetsAt) }],
      retryAfterS: Math.ceil((resetsAt - now) / 1000),
    },
  );
}
