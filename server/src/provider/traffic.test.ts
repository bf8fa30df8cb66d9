import { expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { createTraffic } from './traffic.ts';

it('tells of the last quarter of an hour and of the last hour', () => {
  let now = Date.UTC(2030, 0, 1, 12);
  const traffic = createTraffic({ now: () => now, monotonic: () => 0 });
  const pass = (minutes: number) => {
    now += minutes * 60_000;
  };
  const answer = (firstTokenMs: number) => traffic.note({ firstTokenMs, error: null });
  const nothing = { answers: 0, failures: 0, stalls: 0, first_token_ms: null };
  expect(traffic.report()).toEqual({ last_15_minutes: nothing, last_hour: nothing, last_error: null });

  for (let ms = 1; ms <= 20; ms += 1) answer(ms);
  traffic.note({ firstTokenMs: null, error: new AppError('E3002', 'too slow') });
  pass(20);
  answer(1_000);
  traffic.note({ firstTokenMs: null, error: new AppError('E3003', 'I will not say “her words”') });
  expect(traffic.report()).toMatchObject({
    last_15_minutes: { answers: 1, failures: 1, stalls: 0, first_token_ms: { p50: 1_000, p95: 1_000 } },
    last_hour: { answers: 21, failures: 2, stalls: 1, first_token_ms: { p50: 11, p95: 20 } },
    last_error: { code: 'E3003', at: '2030-01-01T12:20:00.000Z' },
  });
  expect(JSON.stringify(traffic.report())).not.toContain('her words');
  pass(45);
  expect(traffic.report().last_hour).toMatchObject({ answers: 1, failures: 1 });
  pass(60);
  expect(traffic.report().last_hour).toEqual(nothing);
});

it('keeps as many samples of a busy minute as it needs', () => {
  const traffic = createTraffic({ now: () => 0, monotonic: () => 0 });
  for (let i = 0; i < 100_000; i += 1) traffic.note({ firstTokenMs: i < 99_900 ? 1 : 2, error: null });
  expect(traffic.report().last_hour).toMatchObject({ answers: 100_000, first_token_ms: { p50: 2, p95: 2 } });
});
