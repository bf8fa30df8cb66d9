import { expect, it } from 'vitest';
import { monthGrid } from './month-grid.ts';

const daysOf = (year: number, month: number) =>
  monthGrid(new Date(year, month, 15).getTime()).map((week) =>
    week.map((ms) => (ms === null ? 0 : new Date(ms).getDate())),
  );

it('lays a month out in weeks that begin on Monday', () => {
  const may = daysOf(2026, 4);
  expect(may[0]).toEqual([0, 0, 0, 0, 1, 2, 3]);
  expect(may.at(-1)).toEqual([25, 26, 27, 28, 29, 30, 31]);
});

it('has as many weeks as the month needs', () => {
  expect(daysOf(2027, 1)).toHaveLength(4);
  expect(daysOf(2026, 2)).toHaveLength(6);
  expect(daysOf(2024, 1).flat().at(-4)).toBe(29);
});
