import { i18n } from './i18n.ts';
import type { MessageId } from './message-id.ts';

// Hermes has no `Intl.RelativeTimeFormat`: the words are the app's own.
const STEPS: readonly [seconds: number, id: MessageId][] = [
  [86_400, 'common.daysAgo'],
  [3_600, 'common.hoursAgo'],
  [60, 'common.minutesAgo'],
];
const MONTH_S = 30 * 86_400;

/** `6 Mar 2026`. */
export function formatDay(iso: string): string {
  return new Date(iso).toLocaleDateString(i18n.locale, { dateStyle: 'medium' });
}

/** `14:05`, as the reader writes it. */
export function formatTime(iso: string): string {
  return new Date(iso).toLocaleTimeString(i18n.locale, { hour: 'numeric', minute: '2-digit' });
}

/** `5 minutes ago`, `2 days ago`; further back than a month the day itself, and what is still to come is now. */
export function formatAgo(iso: string, nowMs: number): string {
  const seconds = (nowMs - Date.parse(iso)) / 1_000;
  if (seconds > MONTH_S) return formatDay(iso);
  const step = STEPS.find(([least]) => seconds >= least);
  return step ? i18n._(step[1], { count: Math.floor(seconds / step[0]) }) : i18n._('common.justNow');
}
