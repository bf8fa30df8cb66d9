import { TZDate } from '@date-fns/tz';
import type { Preferences } from './preference.ts';

const HOUR_MS = 3_600_000;

/**
 * When a person's quiet hours end, in milliseconds since 1970; undefined while there are none. They may cross midnight and days of 23 or 25
 * hours; from and to the same time of day is no time at all.
 */
export function quietUntil(
  now: number,
  { quiet_hours: quiet, time_zone: zone }: Pick<Preferences, 'quiet_hours' | 'time_zone'>,
): number | undefined {
  if (!quiet || !isQuiet(now, quiet, zone)) return undefined;
  const local = new TZDate(now, zone);
  const { hour, minute } = readTime(quiet.to);
  const endAfter = (days: number) =>
    new TZDate(local.getFullYear(), local.getMonth(), local.getDate() + days, hour, minute, zone).getTime();
  const today = endAfter(0);
  // Where clocks are set back, the end may come a second time an hour later.
  const ends = [today, today + HOUR_MS, endAfter(1)];
  // Where an end is skipped and what follows is quiet again, it is worth another look later.
  return ends.find((end) => end > now && !isQuiet(end, quiet, zone)) ?? now + HOUR_MS;
}

function isQuiet(at: number, quiet: { from: string; to: string }, zone: string): boolean {
  const local = new TZDate(at, zone);
  const time = local.getHours() * 60 + local.getMinutes();
  const from = minuteOfDay(quiet.from);
  const to = minuteOfDay(quiet.to);
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

function minuteOfDay(time: string): number {
  const { hour, minute } = readTime(time);
  return hour * 60 + minute;
}

function readTime(time: string): { hour: number; minute: number } {
  return { hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)) };
}
