export interface UsageDay {
  /** `2026-03-06`, by the person's own clock. */
  day: string;
  messages: number;
  prompt_tokens: number;
  completion_tokens: number;
  /** At the prices of that day; 0 where none was set. */
  cost: number;
}

const DAY_MS = 86_400_000;

/**
 * The last days up to today, oldest first; a day on which nothing was used is there with zeros.
 * @param today as `2026-03-06`
 */
export function fillDays(used: readonly UsageDay[], today: string, count: number): UsageDay[] {
  const known = new Map(used.map((entry) => [entry.day, entry]));
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.parse(today) - (count - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    return known.get(day) ?? { day, messages: 0, prompt_tokens: 0, completion_tokens: 0, cost: 0 };
  });
}

/**
 * The day that it is for somebody, as `2026-03-06`.
 * @param resetsAt when that day ends for the server
 * @param timeZone the person's, as an IANA name
 */
export function dayBefore(resetsAt: string, timeZone: string): string {
  const form = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const parts = new Map(form.formatToParts(Date.parse(resetsAt) - 1).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}
