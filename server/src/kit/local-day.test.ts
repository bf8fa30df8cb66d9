import { expect, it } from 'vitest';
import { endOfLocalDay, localDay } from './local-day.ts';

const HOUR_MS = 3_600_000;
const at = (iso: string) => Date.parse(iso);

it('knows the day by the clock on the wall', () => {
  expect(localDay(at('2026-05-02T23:30:00Z'), 'UTC')).toBe('2026-05-02');
  expect(localDay(at('2026-05-02T23:30:00Z'), 'Europe/Berlin')).toBe('2026-05-03');
  expect(localDay(at('2026-01-01T04:59:59Z'), 'America/New_York')).toBe('2025-12-31');
  expect(localDay(at('2026-12-31T10:00:00Z'), 'Pacific/Kiritimati')).toBe('2027-01-01');
});

it('ends at midnight on the wall, also when clocks are changed', () => {
  expect(endOfLocalDay(at('2026-05-02T00:00:00Z'), 'UTC')).toBe(at('2026-05-03T00:00:00Z'));
  expect(endOfLocalDay(at('2026-05-02T21:59:59Z'), 'Europe/Berlin')).toBe(at('2026-05-02T22:00:00Z'));
  const [spring, autumn] = [at('2026-03-29T00:00:00+01:00'), at('2026-10-25T00:00:00+02:00')];
  expect(endOfLocalDay(spring, 'Europe/Berlin') - spring).toBe(23 * HOUR_MS);
  expect(endOfLocalDay(autumn, 'Europe/Berlin') - autumn).toBe(25 * HOUR_MS);
});

it.each(['UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia', 'Africa/Cairo'])(
  'has every time of two years in a day that has not ended, in %s',
  (zone) => {
    for (let now = at('2025-12-30T00:30:00Z'); now < at('2027-12-30T00:00:00Z'); now += 21 * HOUR_MS) {
      const end = endOfLocalDay(now, zone);
      expect(end).toBeGreaterThan(now);
      expect(end - now).toBeLessThanOrEqual(25 * HOUR_MS);
      expect(localDay(end - 1, zone)).toBe(localDay(now, zone));
      expect(localDay(end, zone)).not.toBe(localDay(now, zone));
    }
  },
);
