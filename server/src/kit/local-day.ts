import { TZDate } from '@date-fns/tz';
import { utcDay } from './clock.ts';

const DAY_MS = 86_400_000;

/** The day (`2026-05-02`) an instant falls in. @param zone an IANA name */
export function localDay(epochMs: number, zone: string): string {
  if (zone === 'UTC') return utcDay(epochMs);
  const local = new TZDate(epochMs, zone);
  // As if the local time were UTC: only its date is asked for.
  return utcDay(Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()));
}

/** The instant at which the day of `epochMs` ends there, in milliseconds since 1970; days of 23 and 25 hours too. */
export function endOfLocalDay(epochMs: number, zone: string): number {
  if (zone === 'UTC') return (Math.floor(epochMs / DAY_MS) + 1) * DAY_MS;
  const local = new TZDate(epochMs, zone);
  return new TZDate(local.getFullYear(), local.getMonth(), local.getDate() + 1, zone).getTime();
}
