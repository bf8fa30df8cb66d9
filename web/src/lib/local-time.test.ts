import { expect, it } from 'vitest';
import { fromLocalTime, toLocalTime } from './local-time.ts';

it('fills a field for date and time and reads it back', () => {
  const at = new Date(2026, 2, 6, 4, 5);
  expect(toLocalTime(at.getTime())).toBe('2026-03-06T04:05');
  expect(fromLocalTime('2026-03-06T04:05')).toBe(at.toISOString());
  expect(fromLocalTime('')).toBeNull();
});
