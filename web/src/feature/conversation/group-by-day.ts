import { readerLocale } from '../../lib/reader-locale.ts';
import type { Text } from '../../lib/use-text.ts';

interface Dated {
  updated_at: string;
}

export interface DayGroup<Item> {
  label: string;
  items: Item[];
}

/**
 * Items, newest first, under the headings a person thinks in: Today, Yesterday, the last 7 and 30 days, then months.
 * Days begin at midnight where the reader is.
 * @param nowMs milliseconds since 1970
 */
export function groupByDay<Item extends Dated>(items: readonly Item[], nowMs: number, t: Text): DayGroup<Item>[] {
  const groups: DayGroup<Item>[] = [];
  for (const item of items) {
    const label = labelOf(new Date(item.updated_at), new Date(nowMs), t);
    const last = groups.at(-1);
    if (last?.label === label) last.items.push(item);
    else groups.push({ label, items: [item] });
  }
  return groups;
}

function labelOf(date: Date, now: Date, t: Text): string {
  const days = daysBetween(date, now);
  if (days <= 0) return t('common.today');
  if (days === 1) return t('common.yesterday');
  if (days < 7) return t('common.last7Days');
  if (days < 30) return t('common.last30Days');
  const isThisYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString(readerLocale(), { month: 'long', ...(!isThisYear && { year: 'numeric' }) });
}

/** Midnights between two instants; rounded, because a day with a clock change has 23 or 25 hours. */
function daysBetween(from: Date, to: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}
