import { readerLocale } from './reader-locale.ts';

const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const MONTH_S = 30 * 86_400;

/** Day and time as the reader writes them: `6 Mar 2026, 14:05`. */
export function formatMoment(iso: string): string {
  return new Date(iso).toLocaleString(readerLocale(), { dateStyle: 'medium', timeStyle: 'short' });
}

/** `6 Mar 2026`. @param iso a moment or a day */
export function formatDay(iso: string): string {
  const date = new Date(iso.length === 10 ? `${iso}T12:00:00` : iso);
  return date.toLocaleDateString(readerLocale(), { dateStyle: 'medium' });
}

/** `5 minutes ago`, `in 3 hours`, `yesterday`; further away than a month the day itself. */
export function formatAgo(iso: string, nowMs: number): string {
  const seconds = (Date.parse(iso) - nowMs) / 1_000;
  if (Math.abs(seconds) > MONTH_S) return formatDay(iso);
  const format = new Intl.RelativeTimeFormat(readerLocale(), { numeric: 'auto' });
  const [unit, length] = STEPS.find(([, least]) => Math.abs(seconds) >= least) ?? ['second', Number.POSITIVE_INFINITY];
  return format.format(Math.trunc(seconds / length) || 0, unit);
}
