import { i18n } from './i18n.ts';
import type { MessageId } from './message-id.ts';
import { readerLocale } from './reader-locale.ts';

/** `6.4 s`, `1 min 12 s`: signs of units that every language shares, beside numbers as the reader's language writes them. */
export function formatElapsed(elapsedMs: number): string {
  if (elapsedMs < 60_000) {
    const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    return `${Math.max(0.1, elapsedMs / 1_000).toLocaleString(readerLocale(), digits)} s`;
  }
  const seconds = Math.round(elapsedMs / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Context lengths as people write them: `40k`, `128k`, `1M`. */
export function formatContextLength(tokens: number): string {
  if (tokens < 1_000) return String(tokens);
  const thousands = tokens % 1_024 === 0 ? tokens / 1_024 : tokens / 1_000;
  return thousands < 1_000 ? `${Math.round(thousands)}k` : `${formatCount(Math.round(thousands / 100) / 10)}M`;
}

/** `340 B`, `12 kB`, `3.4 MB`, as the reader's language writes it. */
export function formatBytes(bytes: number): string {
  const [unit, divisor] =
    bytes < 1_000
      ? ['byte', 1]
      : bytes < 1_000_000
        ? ['kilobyte', 1_000]
        : bytes < 1_000_000_000
          ? ['megabyte', 1_000_000]
          : ['gigabyte', 1_000_000_000];
  const value = bytes / Number(divisor);
  const style = { style: 'unit', unit: String(unit), maximumFractionDigits: value < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(readerLocale(), style).format(value);
}

/** `12 %`. @param share 0 to 1 */
export function formatShare(share: number): string {
  return new Intl.NumberFormat(readerLocale(), { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

export function formatCount(value: number): string {
  return value.toLocaleString(readerLocale());
}

/** When a limit is lifted, as the reader's clock shows it: `at 02:00`, `tomorrow at 00:00`, or with the weekday. */
export function formatResetTime(iso: string, nowMs: number): string {
  const at = new Date(iso);
  const time = at.toLocaleTimeString(readerLocale(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const isOnDay = (days: number) => at.toDateString() === new Date(nowMs + days * 86_400_000).toDateString();
  const say = (id: MessageId, day = '') => i18n._(id, { time, day });
  if (isOnDay(0)) return say('common.atTime');
  if (isOnDay(1)) return say('common.tomorrowAtTime');
  return say('common.onDayAtTime', at.toLocaleDateString(readerLocale(), { weekday: 'long' }));
}
