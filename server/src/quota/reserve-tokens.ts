import { AppError } from '../errors.ts';
import { toIso } from '../kit/clock.ts';
import { endOfLocalDay } from '../kit/local-day.ts';
import type { WriteHandle } from '../store/query.ts';
import { quotaWriter } from '../store/quota-writer.ts';
import { limitReached } from './limit-reached.ts';
import type { Allowance } from './reserve-message.ts';

/** Tokens that are held back from a day until their answer ends. */
export interface TokenReservation {
  /** Null where they count against no limit. */
  reservedTokens: number | null;
  /** The longest that the answer may become; null for any length. */
  maxAnswerTokens: number | null;
}

/** Held for an answer whose length nobody named: longer than nearly all, thinking included, and shorter than most days' limits. */
const DEFAULT_ANSWER_TOKENS = 16_384;

/** When an answer that holds tokens may have ended, in seconds. */
const RETRY_AFTER_S = 10;

/**
 * Holds back what an answer may use at most, after {@link reserveMessage} in the same transaction. Where less than that is left the answer may only
 * become as long as what is left.
 * @param wish the prompt (an estimate) and the most the answer may have; null where nobody said
 * @throws AppError E2010 when what is left does not even hold the prompt
 */
export async function reserveTokens(
  tx: WriteHandle,
  allowance: Allowance,
  wish: { promptTokens: number; maxAnswerTokens: number | null },
  now: number,
): Promise<TokenReservation> {
  const { userId, day, tokens: today, isTokenFree } = allowance;
  if (isTokenFree) return { reservedTokens: null, maxAnswerTokens: null };
  if (today === null) return { reservedTokens: 0, maxAnswerTokens: null };
  const left = today.limit - today.used - today.reserved;
  const tokens = Math.min(wish.promptTokens + (wish.maxAnswerTokens ?? DEFAULT_ANSWER_TOKENS), left);
  const isEnough = tokens > wish.promptTokens;
  if (!isEnough || !(await quotaWriter.reserveTokens(tx, { userId, day, tokens, limit: today.limit }))) {
    throw tooFewLeft(allowance, wish.promptTokens, now);
  }
  return { reservedTokens: tokens, maxAnswerTokens: tokens - wish.promptTokens };
}

function tooFewLeft({ tokens, timeZone }: Allowance, promptTokens: number, now: number): AppError {
  const { limit, used, reserved } = tokens ?? { limit: 0, used: 0, reserved: 0 };
  const resetsAt = endOfLocalDay(now, timeZone);
  if (used >= limit) return limitReached('tokens_per_day', limit, used, now, resetsAt);
  const left = limit - used;
  const isHeld = reserved > 0 && left > promptTokens;
  const why = isHeld
    ? `The ${left} tokens that you have left of today are held for answers that are being written. Wait for them to end.`
    : `This message needs about ${promptTokens} tokens with its conversation, and you have ${left} of ${limit} left today. Send a shorter one, begin a new conversation, or wait until ${toIso(resetsAt)}.`;
  return new AppError('E2010', why, {
    details: [{ name: 'tokens_per_day', used, reserved, limit, resets_at: toIso(resetsAt) }],
    retryAfterS: isHeld ? RETRY_AFTER_S : Math.ceil((resetsAt - now) / 1000),
  });
}
