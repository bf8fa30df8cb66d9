import { expect, it } from 'vitest';
import { acceptDays, toDaysTyped, toRetentionDays } from './retention-days.ts';

it('keeps an empty field for ever, and gives back what it was made of', () => {
  const typed = toDaysTyped({ tasks: 30, friends: null });
  expect(typed).toMatchObject({ tasks: '30', friends: '', default: '' });
  expect(toRetentionDays(typed)).toEqual({ tasks: 30 });
});

it.each([
  ['14', '14'],
  ['0', ''],
  ['-3', ''],
  ['2.9', '2'],
  ['99999', '36500'],
  ['', ''],
])('takes “%s” as “%s” days', (typed, days) => {
  expect(acceptDays(typed)).toBe(days);
});
