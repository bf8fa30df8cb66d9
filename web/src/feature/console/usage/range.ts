/** Days, both included, as `2026-03-06`. */
export interface Range {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;

/** The last `days` days by the reader's calendar, today included. */
export function lastDays(days: number, nowMs: number): Range {
  return { from: localDay(nowMs - (days - 1) * DAY_MS), to: localDay(nowMs) };
}

/** Every day of a range, in order; at most a year and a day. */
export function daysOf({ from, to }: Range): string[] {
  const days: string[] = [];
  for (let ms = Date.parse(from); ms <= Date.parse(to) && days.length < 367; ms += DAY_MS) {
    days.push(new Date(ms).toISOString().slice(0, 10));
  }
  return days;
}

function localDay(ms: number): string {
  const date = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
