import type { ParsedResult } from 'chrono-node';
import type { ZoneClock } from './zone-clock.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** An hour without "a.m." or "p.m." is meant to be between these, from the first up to the second. */
const WAKING_HOURS = [7, 23] as const;
/** … but for what wakes somebody. */
const EARLIEST_HOUR = 4;
/** A day without a time. */
const MORNING_HOUR = 9;
/** Today without a time, once the morning has passed. */
const EVENING_HOUR = 18;
const PART_OF_DAY = /^casualReference\/(?:morning|afternoon|evening|night|tonight)$/;

/** Whether a date of chrono's says when: a bare month or year does not. */
export function saysWhen(result: ParsedResult): boolean {
  return hasDay(result) || result.start.isCertain('hour') || hasPartOfDay(result);
}

/**
 * Puts the parts of a spoken time together. The rules, each of which gives a time to come:
 * - A length of time counts from now, to the minute it says, whatever the clocks do ("in two hours").
 * - An hour from 1 to 12 without its half of the day is the next such hour between 7:00 and 22:59, on the day that is named, or else today or
 *   tomorrow: "at nine" said at 10:00 is 21:00, said at 22:00 it is 9:00 tomorrow; "tomorrow at six" is 18:00, but "wake me tomorrow at six" 6:00.
 * - A day without a time is 9:00; "morning" is 8:00, "afternoon" 15:00, "evening", "tonight" and "night" 19:00.
 * - Today without a time is 9:00, then 18:00, then in an hour. A weekday whose time has passed is next week's.
 * - "Next Friday" is the Friday of next week, as chrono has it.
 * @param results what chrono read on the clock, as if that were in UTC
 * @param isEarly whether it may be before 7:00, as what wakes somebody
 * @returns milliseconds since 1970, or undefined when there is no time or it has passed
 */
export function readDueTime(
  results: readonly ParsedResult[],
  now: number,
  clock: ZoneClock,
  isEarly = false,
): number | undefined {
  const wallNow = clock.read(now);
  const elapsed = results.find((result) => result.tags().has('result/relativeDateAndTime'));
  if (elapsed) {
    const instant = now + elapsed.date().getTime() - wallNow;
    return instant > now ? instant : undefined;
  }

  const day = results.find(hasDay);
  const today = Math.floor(wallNow / DAY_MS) * DAY_MS;
  const named = day && Math.floor(day.date().getTime() / DAY_MS) * DAY_MS;
  if (results.length === 0 || (named !== undefined && named < today)) return undefined;
  const hours = readHours(results, named === today && day?.start.isCertain('day') === true, isEarly);
  const instants = daysOf(day, named, today).flatMap((start) =>
    hours.map((hour) => clock.instantOf(start + hour * HOUR_MS)),
  );
  return instants.find((instant) => instant > now) ?? (named === today ? now + HOUR_MS : undefined);
}

/** The days on which it may be, the likeliest first, as wall times of their beginnings. */
function daysOf(day: ParsedResult | undefined, named: number | undefined, today: number): number[] {
  if (named === undefined) return [today, today + DAY_MS];
  const isWeekday = day !== undefined && !day.start.isCertain('day');
  return isWeekday ? [named, named + 7 * DAY_MS] : [named];
}

/** The hours that may be meant, in the order of the day. */
function readHours(results: readonly ParsedResult[], isToday: boolean, isEarly: boolean): number[] {
  const time = results.find(({ start }) => start.isCertain('hour'));
  const part = results.find(hasPartOfDay);
  const partHour = part && readPart(part.start.get('hour') ?? 0);
  if (!time) return partHour !== undefined ? [partHour] : isToday ? [MORNING_HOUR, EVENING_HOUR] : [MORNING_HOUR];
  const hour = (time.start.get('hour') ?? 0) + (time.start.get('minute') ?? 0) / 60;
  if (hour < 1 || hour >= 13 || time.start.isCertain('meridiem') || hasPartOfDay(time)) return [hour];
  if (partHour !== undefined) return [(hour % 12) + (partHour < 12 ? 0 : 12)];
  return [hour % 12, (hour % 12) + 12].filter(
    (each) => each >= (isEarly ? EARLIEST_HOUR : WAKING_HOURS[0]) && each < WAKING_HOURS[1],
  );
}

function readPart(chronoHour: number): number {
  return chronoHour < 12 ? 8 : chronoHour < 18 ? 15 : 19;
}

function hasDay({ start }: ParsedResult): boolean {
  return start.isCertain('day') || start.isCertain('weekday');
}

function hasPartOfDay(result: ParsedResult): boolean {
  return [...result.tags()].some((tag) => PART_OF_DAY.test(tag));
}
