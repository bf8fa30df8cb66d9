import { expect, it } from 'vitest';
import { lenient } from './lenient.ts';

it.each([
  ['2026-05-02T09:14:07.120000+00:00', '2026-05-02T09:14:07.120Z'],
  ['2026-05-02T11:14:07+02:00', '2026-05-02T09:14:07.000Z'],
  ['2026-05-02T09:14:07', '2026-05-02T09:14:07.000Z'],
  ['2026-05-02 09:14:07.5', '2026-05-02T09:14:07.500Z'],
  ['2026-05-02', '2026-05-02T00:00:00.000Z'],
  ['soon', null],
  ['', null],
  [5, null],
  [null, null],
  [undefined, null],
])('reads the time %j as %j', (sent, time) => {
  expect(lenient.time.parse(sent)).toBe(time);
});

it('keeps the rows that fit, and no text that a database cannot hold', () => {
  expect(lenient.rows(lenient.words).parse(['a\0b', '', 5, null, ' c\ud83d '])).toEqual(['ab', 'c\ufffd']);
  expect(lenient.rows(lenient.words).parse('x')).toEqual([]);
});
