import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toIso } from '../kit/clock.ts';
import { quietUntil } from './quiet-hours.ts';

const until = (now: string, from: string, to: string, zone = 'Europe/Berlin') => {
  const end = quietUntil(Date.parse(now), { quiet_hours: { from, to }, time_zone: zone });
  return end === undefined ? undefined : toIso(end);
};

it.each([
  ['within a day', '2026-05-01T11:30:00Z', '13:00', '15:00', '2026-05-01T13:00:00.000Z'],
  ['over midnight, before it', '2026-05-01T21:00:00Z', '22:30', '07:00', '2026-05-02T05:00:00.000Z'],
  ['over midnight, after it', '2026-05-02T01:00:00Z', '22:30', '07:00', '2026-05-02T05:00:00.000Z'],
  ['at its first minute', '2026-05-01T20:30:00Z', '22:30', '07:00', '2026-05-02T05:00:00.000Z'],
  ['a moment before it', '2026-05-01T20:29:59Z', '22:30', '07:00', undefined],
  ['at its end', '2026-05-02T05:00:00Z', '22:30', '07:00', undefined],
  ['in a night of seven hours', '2026-03-28T22:00:00Z', '22:30', '07:00', '2026-03-29T05:00:00.000Z'],
  ['in a night of nine hours', '2026-10-24T21:00:00Z', '22:30', '07:00', '2026-10-25T06:00:00.000Z'],
  ['to a time that is skipped', '2026-03-28T23:00:00Z', '22:30', '02:30', '2026-03-29T01:30:00.000Z'],
  [
    'to a time that comes twice, in its second hour',
    '2026-10-25T01:10:00Z',
    '22:30',
    '02:30',
    '2026-10-25T01:30:00.000Z',
  ],
  ['of no length', '2026-05-01T05:00:00Z', '07:00', '07:00', undefined],
])('ends quiet hours %s', (_, now, from, to, end) => {
  expect(until(now, from, to)).toBe(end);
});

it('knows zones with odd offsets, and people without quiet hours', () => {
  expect(until('2026-05-01T18:00:00Z', '23:00', '06:15', 'Asia/Kathmandu')).toBe('2026-05-02T00:30:00.000Z');
  expect(until('2026-11-01T06:10:00Z', '22:30', '01:30', 'America/New_York')).toBe('2026-11-01T06:30:00.000Z');
  expect(quietUntil(0, { quiet_hours: null, time_zone: 'UTC' })).toBeUndefined();
});

it('always ends within 25 hours, at a time that is not quiet', () => {
  const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu');
  const text = ([hour, minute]: [number, number]) =>
    `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
      time,
      time,
      zone,
      (date, from, to, time_zone) => {
        const person = { quiet_hours: { from: text(from), to: text(to) }, time_zone };
        const end = quietUntil(date.getTime(), person);
        if (end === undefined) return;
        expect(end).toBeGreaterThan(date.getTime());
        expect(end - date.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
        if (end !== date.getTime() + 3_600_000) expect(quietUntil(end, person)).toBeUndefined();
      },
    ),
    { numRuns: 3_000 },
  );
});
