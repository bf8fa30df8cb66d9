import { beforeAll, expect, test } from 'vitest';
import { i18n, loadArea, speak } from '../../lib/i18n.ts';
import type { Text } from '../../lib/use-text.ts';
import { groupByDay } from './group-by-day.ts';

const t: Text = (id, values) => i18n._(id, values);

beforeAll(async () => {
  await loadArea('common');
  await speak('en');
});

const at = (year: number, month: number, day: number, hour = 12) => ({
  updated_at: new Date(year, month - 1, day, hour).toISOString(),
});

test('puts conversations under the days a person thinks in, newest first', () => {
  const now = new Date(2026, 4, 20, 0, 30).getTime();
  const items = [
    at(2026, 5, 20, 0),
    at(2026, 5, 19, 23),
    at(2026, 5, 14),
    at(2026, 5, 13),
    at(2026, 4, 2),
    at(2025, 12, 31),
  ];
  expect(groupByDay(items, now, t).map((group) => [group.label, group.items.length])).toEqual([
    ['Today', 1],
    ['Yesterday', 1],
    ['Last 7 days', 1],
    ['Last 30 days', 1],
    ['April', 1],
    ['December 2025', 1],
  ]);
});

test('a clock that runs behind the server still says today', () => {
  expect(groupByDay([at(2026, 5, 21)], new Date(2026, 4, 20).getTime(), t)[0]?.label).toBe('Today');
});
