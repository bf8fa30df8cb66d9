import { i18n } from './i18n.ts';
import type { MessageId } from './message-id.ts';

/** `6.4 s`, `1 min 12 s`, as the reader's language writes it. */
export function formatElapsed(elapsedMs: number): string {
  const seconds = Math.max(0.1, elapsedMs / 1_000);
  if (elapsedMs < 60_000) return `${seconds.toLocaleString(i18n.locale, { maximumFractionDigits: 1 })} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** When a limit is lifted, as the reader's clock shows it: `at 02:00`, `tomorrow at 00:00`, or with the weekday. */
export function formatResetTime(iso: string, nowMs: number): string {
  const at = new Date(iso);
  const time = at.toLocaleTimeString(i18n.locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const isOnDay = (days: number) => at.toDateString() === new Date(nowMs + days * 86_400_000).toDateString();
  const say = (id: MessageId, day = '') => i18n._(id, { time, day });
  if (isOnDay(0)) return say('common.atTime');
  if (isOnDay(1)) return say('common.tomorrowAtTime');
  return say('common.onDayAtTime', at.toLocaleDateString(i18n.locale, { weekday: 'long' }));
}
