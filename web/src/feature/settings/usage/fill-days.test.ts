import { expect, it } from 'vitest';
import { dayBefore, fillDays } from './fill-days.ts';

it('ends with today, and has a day for every day', () => {
  const used = { day: '2026-03-01', messages: 4, prompt_tokens: 10, completion_tokens: 20, cost: 0.5 };
  const days = fillDays([used], '2026-03-02', 3);
  expect(days.map(({ day }) => day)).toEqual(['2026-02-28', '2026-03-01', '2026-03-02']);
  expect(days.map(({ messages }) => messages)).toEqual([0, 4, 0]);
  expect(days[1]).toBe(used);
});

it.each([
  ['2026-03-03T00:00:00.000Z', 'UTC', '2026-03-02'],
  ['2026-03-02T23:00:00.000Z', 'Europe/Berlin', '2026-03-02'],
  ['2026-03-02T10:00:00.000Z', 'Pacific/Kiritimati', '2026-03-02'],
  ['2026-03-03T08:00:00.000Z', 'America/Los_Angeles', '2026-03-02'],
])('knows which day ends at %s in %s', (resetsAt, timeZone, day) => {
  expect(dayBefore(resetsAt, timeZone)).toBe(day);
});
