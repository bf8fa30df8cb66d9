import { describe, expect, it } from 'vitest';
import { groupUsage, toBars } from './group-usage.ts';
import { daysOf, lastDays } from './range.ts';

const item = (day: string, model: string, messages: number, cost = 0) => ({
  day,
  model,
  messages,
  prompt_tokens: messages * 10,
  completion_tokens: messages,
  cost,
});
const ITEMS = [
  item('2026-03-01', 'small', 2),
  item('2026-03-03', 'small', 1),
  item('2026-03-03', 'large', 1, 5),
  item('2026-03-03', 'tiny', 0.5),
];
const nameOf = ({ model = '' }: { model?: string }) => model;

describe('usage', () => {
  it('is added up by name, the largest of what is measured first', () => {
    expect(groupUsage(ITEMS, 'tokens', nameOf).map(({ name }) => name)).toEqual(['small', 'large', 'tiny']);
    const byCost = groupUsage(ITEMS, 'cost', nameOf);
    expect(byCost.map(({ name, cost }) => `${name} ${cost}`)).toEqual(['large 5', 'small 0', 'tiny 0']);
    expect(byCost[1]).toMatchObject({ messages: 3, promptTokens: 30, completionTokens: 3 });
  });

  it('has a bar for every day, also one without any, and one part for all that are not shown', () => {
    const series = groupUsage(ITEMS, 'messages', nameOf);
    const range = { from: '2026-03-01', to: '2026-03-03' };
    expect(toBars(series, range, 5)).toEqual([
      { day: '2026-03-01', parts: [2, 0, 0] },
      { day: '2026-03-02', parts: [0, 0, 0] },
      { day: '2026-03-03', parts: [1, 1, 0.5] },
    ]);
    expect(toBars(series, range, 1).at(-1)).toEqual({ day: '2026-03-03', parts: [1, 1.5] });
  });

  it('is asked for by days of the calendar, over the end of a month', () => {
    const now = new Date(2026, 2, 2, 12).getTime();
    expect(lastDays(3, now)).toEqual({ from: '2026-02-28', to: '2026-03-02' });
    expect(daysOf(lastDays(3, now))).toEqual(['2026-02-28', '2026-03-01', '2026-03-02']);
  });
});
