import type { WriteHandle } from '../../store/query.ts';
import { throttleWriter } from '../../store/throttle-writer.ts';

const HOUR_MS = 3_600_000;
/** Omi allows 10 notifications in a clock hour, and only 9 in an hour that its v2 API opens. */
const PUSHES_PER_HOUR = 9;
/** Notifications leave these to link codes, without which nobody can link. */
const KEPT_FOR_CODES = 2;
/** What is left for notifications. */
export const NOTIFICATIONS_PER_HOUR = PUSHES_PER_HOUR - KEPT_FOR_CODES;

/** A link code, or a notification to a person who allows `perHour` pushes an hour. */
export type PushPurpose = 'link_code' | { perHour: number };

/**
 * Takes one notification from an Omi user's hourly budget. What is refused is not counted.
 * @returns undefined when it may be sent, else in how many milliseconds the next hour begins
 */
export async function reservePush(
  tx: WriteHandle,
  omiUserId: string,
  purpose: PushPurpose,
  now: number,
): Promise<number | undefined> {
  const hourEnd = budgetHourEnd(now);
  const key = pushBudgetKey(omiUserId, now);
  // Dated at the end of its hour, because old counters are swept by their date.
  const { count } = await throttleWriter.raise(tx, key, hourEnd, 0);
  if (count <= (purpose === 'link_code' ? PUSHES_PER_HOUR : Math.min(purpose.perHour, NOTIFICATIONS_PER_HOUR)))
    return undefined;
  await throttleWriter.lower(tx, key);
  return hourEnd - now;
}

/** Gives back what {@link reservePush} took at `reservedAt`, when nothing was sent. */
export async function givePushBack(tx: WriteHandle, omiUserId: string, reservedAt: number): Promise<void> {
  await throttleWriter.lower(tx, pushBudgetKey(omiUserId, reservedAt));
}

/** The counter of the clock hour that `now` falls in. */
export function pushBudgetKey(omiUserId: string, now: number): string {
  return `omi_push:${omiUserId}:${Math.floor(now / HOUR_MS)}`;
}

/** When the budget's hour ends, in milliseconds since 1970. */
export function budgetHourEnd(now: number): number {
  return (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
}
