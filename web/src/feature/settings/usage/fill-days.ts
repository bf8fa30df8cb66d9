export interface UsageDay {
  /** `2026-03-06`, in UTC as the limits are counted. */
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
 * @param resetsAt when today ends for the server
 */
export function fillDays(used: readonly UsageDay[], resetsAt: string, count: number): UsageDay[] {
  const known = new Map(used.map((entry) => [entry.day, entry]));
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.parse(resetsAt) - (count - index) * DAY_MS).toISOString().slice(0, 10);
    return known.get(day) ?? { day, messages: 0, prompt_tokens: 0, completion_tokens: 0, cost: 0 };
  });
}
