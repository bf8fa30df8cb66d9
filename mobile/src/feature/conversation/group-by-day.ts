import { i18n } from '../../lib/i18n.ts';
import type { Text } from '../../lib/use-text.ts';

/**
 * Items, newest first, under the headings a person thinks in: Today, Yesterday, the last 7 and 30 days, then months.
 * @param nowMs milliseconds since 1970
 */
export function groupByDay<Item extends { updated_at: string }>(items: readonly Item[], nowMs: number, t: Text) {
  const groups: { title: string; data: Item[] }[] = [];
  for (const item of items) {
    const title = titleOf(new Date(item.updated_at), new Date(nowMs), t);
    const last = groups.at(-1);
    if (last?.title === title) last.data.push(item);
    else groups.push({ title, data: [item] });
  }
  return groups;
}

function titleOf(date: Date, now: Date, t: Text): string {
  const days = daysBetween(date, now);
  if (days <= 0) return t('common.today');
  if (days === 1) return t('common.yesterday');
  if (days < 7) return t('common.last7Days');
  if (days < 30) return t('common.last30Days');
  const isThisYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString(i18n.locale, { month: 'long', ...(!isThisYear && { year: 'numeric' }) });
}

/** Midnights between two instants; rounded, because a day with a clock change has 23 or 25 hours. */
function daysBetween(from: Date, to: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}
