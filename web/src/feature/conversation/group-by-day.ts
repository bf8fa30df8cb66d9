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
export function groupByDay<Item extends Dated>(items: readonly Item[], nowMs: number): DayGroup<Item>[] {
  const groups: DayGroup<Item>[] = [];
  for (const item of items) {
    const label = labelOf(new Date(item.updated_at), new Date(nowMs));
    const last = groups.at(-1);
    if (last?.label === label) last.items.push(item);
    else groups.push({ label, items: [item] });
  }
  return groups;
}

function labelOf(date: Date, now: Date): string {
  const days = daysBetween(date, now);
  if (days <= 0) return 'Today';
  if (days === 1) return 'Yesterday';
  if (days < 7) return 'Last 7 days';
  if (days < 30) return 'Last 30 days';
  const isThisYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString('en', { month: 'long', ...(!isThisYear && { year: 'numeric' }) });
}

/** Midnights between two instants; rounded, because a day with a clock change has 23 or 25 hours. */
function daysBetween(from: Date, to: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}
