import { expect, it } from 'vitest';
import { fromLocalMoment, toLocalMoment } from './local-moment.ts';

const DAY = new Date(2026, 2, 6).getTime();
const at = (hours: number, minutes: number) => new Date(2026, 2, 6, hours, minutes).toISOString();

it.each([
  ['9', at(9, 0)],
  ['930', at(9, 30)],
  ['0930', at(9, 30)],
  ['9:30', at(9, 30)],
  [' 09.05 ', at(9, 5)],
  ['23:59', at(23, 59)],
  ['0:00', at(0, 0)],
  ['9 pm', at(21, 0)],
  ['12am', at(0, 0)],
  ['12:15 PM', at(12, 15)],
  ['24:00', undefined],
  ['9:60', undefined],
  ['13 pm', undefined],
  ['0 am', undefined],
  ['', undefined],
  ['soon', undefined],
])('reads the time %j', (time, iso) => expect(fromLocalMoment({ dayMs: DAY, time })).toBe(iso));

it('gives back what it was given', () => {
  expect(fromLocalMoment(toLocalMoment(at(14, 5)))).toBe(at(14, 5));
  expect(toLocalMoment(at(0, 5))).toEqual({ dayMs: DAY, time: '00:05' });
  expect(fromLocalMoment(toLocalMoment(null))).toBeNull();
});
