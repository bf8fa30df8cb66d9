/**
 * The weeks of a month, Monday first; in each the midnight at which a day begins, or null where the month has none.
 * @param anyMs milliseconds since 1970, some time in the month
 */
export function monthGrid(anyMs: number): (number | null)[][] {
  const any = new Date(anyMs);
  const [year, month] = [any.getFullYear(), any.getMonth()];
  const before = (new Date(year, month, 1).getDay() + 6) % 7;
  const days = new Date(year, month + 1, 0).getDate();
  const weeks = Math.ceil((before + days) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => {
      const day = week * 7 + weekday - before + 1;
      return day < 1 || day > days ? null : new Date(year, month, day).getTime();
    }),
  );
}
