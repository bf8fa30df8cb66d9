import { expect, it } from 'vitest';
import { ALL, toQuery } from './audit-filter.ts';

it('asks for what is filled in, and for whole days', () => {
  expect(toQuery(ALL)).toEqual({});
  const { from, to, ...rest } = toQuery({ ...ALL, action: ' user ', from: '2026-02-28', to: '2026-02-28' });
  expect(rest).toEqual({ action: 'user' });
  expect(new Date(from ?? '').getTime()).toBe(new Date(2026, 1, 28).getTime());
  expect(new Date(to ?? '').getTime()).toBe(new Date(2026, 2, 1).getTime());
});
