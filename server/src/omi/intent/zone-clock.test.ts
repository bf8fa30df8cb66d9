import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createZoneClock } from './zone-clock.ts';

const ZONES = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];
/** Apia skipped a whole day once, at the end of 2011; since then every zone here has moved by an hour at most. */
const SINCE_2013 = { min: 1_356_998_400, max: 2_000_000_000 };

test('finds an instant that shows the same time on the wall', () => {
  fc.assert(
    fc.property(fc.integer(SINCE_2013), fc.constantFrom(...ZONES), (seconds, zone) => {
      const clock = createZoneClock(zone);
      const wall = clock.read(seconds * 1_000);
      const instant = clock.instantOf(wall);
      expect(clock.read(instant)).toBe(wall);
      expect(instant).toBeLessThanOrEqual(seconds * 1_000);
      expect(seconds * 1_000 - instant).toBeLessThanOrEqual(3_600_000);
    }),
  );
});

test('a time shown twice is the first, a skipped one is later by the gap', () => {
  const { instantOf } = createZoneClock('Europe/Berlin');
  expect(instantOf(Date.UTC(2026, 9, 25, 2, 30))).toBe(Date.parse('2026-10-25T02:30:00+02:00'));
  expect(instantOf(Date.UTC(2026, 2, 29, 2, 30))).toBe(Date.parse('2026-03-29T03:30:00+02:00'));
});
