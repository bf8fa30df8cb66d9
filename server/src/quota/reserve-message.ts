import { AppError } from '../errors.ts';
import type { UserId } from '../kit/id.ts';
import { endOfLocalDay, localDay } from '../kit/local-day.ts';
import type { WriteHandle } from '../store/query.ts';
import { quotaReader } from '../store/quota-reader.ts';
import { quotaWriter } from '../store/quota-writer.ts';
import { runReader } from '../store/run-reader.ts';
import { limitReached } from './limit-reached.ts';

/** A message that was taken from its sender's day, and what that day allows its answer. */
export interface Allowance {
  userId: UserId;
  /** The day in the person's time zone, `2026-05-02`; for settling. */
  day: string;
  timeZone: string;
  /** Tokens of the day; null where they have no limit. */
  tokens: { limit: number; used: number; reserved: number } | null;
  /** Whether the provider's tokens count against no limit, now and at the end. */
  isTokenFree: boolean;
}

/** How long an answer takes that is in the way, in seconds: what a client should wait before it tries again. */
const RETRY_AFTER_S = 5;

/**
 * Takes one message from the person's day, in the transaction that stores the message. Until it ends, other senders of this person wait, so what
 * the allowance says stays true.
 * @throws AppError E2010 when the day's messages are used up, E2011 when too many answers are being written
 */
export async function reserveMessage(
  tx: WriteHandle,
  { userId, timeZone, provider }: { userId: UserId; timeZone: string; provider: string },
  now: number,
): Promise<Allowance> {
  const day = localDay(now, timeZone);
  const row = await quotaWriter.reserveMessage(tx, { userId, day, provider });
  if (!row) {
    const { limits, usage } = await quotaReader.day(tx, userId, day);
    throw limitReached('messages_per_day', limits.messages_per_day, usage.messages, now, endOfLocalDay(now, timeZone));
  }
  const { limits, usage, isTokenFree } = row;
  if (limits.concurrent_streams !== null) await checkStreams(tx, userId, limits.concurrent_streams);
  const limit = limits.tokens_per_day;
  return {
    userId,
    day,
    timeZone,
    tokens: limit === null ? null : { limit, used: usage.tokens, reserved: usage.reserved },
    isTokenFree,
  };
}

async function checkStreams(tx: WriteHandle, userId: UserId, limit: number): Promise<void> {
  const used = await runReader.countStreaming(tx, userId);
  if (used < limit) return;
  throw new AppError('E2011', undefined, {
    details: [{ name: 'concurrent_streams', used, limit }],
    retryAfterS: RETRY_AFTER_S,
  });
}
