import { readerLocale } from '../../lib/reader-locale.ts';

const TIME = { hour: 'numeric', minute: '2-digit' } as const;
const DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const;

/** When a task is due, as the reader's clock shows it: `14:05` today, else with its day, and with its year where that is another. */
export function formatDue(iso: string, nowMs: number): string {
  const due = new Date(iso);
  const now = new Date(nowMs);
  if (due.toDateString() === now.toDateString()) return due.toLocaleTimeString(readerLocale(), TIME);
  const isThisYear = due.getFullYear() === now.getFullYear();
  return due.toLocaleString(readerLocale(), { ...DAY, ...TIME, ...(!isThisYear && { year: 'numeric' }) });
}
