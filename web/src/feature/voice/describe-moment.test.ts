import { expect, test } from 'vitest';
import { describeMoment } from './describe-moment.ts';

const NOW = new Date(2026, 4, 8, 14, 30).getTime();
const at = (...parts: [number, number, number, number]) => new Date(2026, ...parts).toISOString();

test.each([
  [at(4, 8, 14, 30), 'just now'],
  [at(4, 8, 14, 31), 'just now'],
  [at(4, 8, 14, 25), '5 min ago'],
  [at(4, 8, 13, 31), '59 min ago'],
  [at(4, 8, 9, 5), 'today at 09:05'],
  [at(4, 7, 23, 59), 'yesterday at 23:59'],
  [at(4, 4, 9, 5), 'on Monday at 09:05'],
  [at(4, 1, 9, 5), 'on May 1'],
])('%s is told as %s', (iso, told) => {
  expect(describeMoment(iso, NOW)).toBe(told);
});
