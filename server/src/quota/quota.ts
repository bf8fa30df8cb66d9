import { toIso } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import { endOfLocalDay, localDay } from '../kit/local-day.ts';
import type { ReadHandle } from '../store/query.ts';
import { type DayUsage, type Limits, quotaReader } from '../store/quota-reader.ts';

/** What a person may use, has used today and has left. A null limit means none, and nothing to count down. */
export interface Quota {
  limits: Limits;
  today: { messages: number; tokens: number };
  /** Tokens that are held for answers being written are not left. */
  remaining: { messages: number | null; tokens: number | null };
  /** ISO 8601; the end of the day in the person's time zone. */
  resets_at: string;
}

/** @param resetsAt in milliseconds since 1970 */
export function toQuota(limits: Limits, { messages, tokens, reserved }: DayUsage, resetsAt: number): Quota {
  const left = (limit: number | null, used: number) => (limit === null ? null : Math.max(limit - used, 0));
  return {
    limits,
    today: { messages, tokens },
    remaining: {
      messages: left(limits.messages_per_day, messages),
      tokens: left(limits.tokens_per_day, tokens + reserved),
    },
    resets_at: toIso(resetsAt),
  };
}

/** @param timeZone the person's, an IANA name: their day begins and ends there */
export async function readQuota(db: ReadHandle, userId: UserId, timeZone: string, now: number): Promise<Quota> {
  const { limits, usage } = await quotaReader.day(db, userId, localDay(now, timeZone));
  return toQuota(limits, usage, endOfLocalDay(now, timeZone));
}
