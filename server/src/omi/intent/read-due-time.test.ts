import { expect, test } from 'vitest';
import { parseCommand } from './test/parse-command.ts';

/** When "remind me … to go" is due, on the clock of the zone, said at `now` on that clock's offset. */
function due(now: string, timeZone: string, when: string): string | undefined {
  const command = parseCommand(`remind me ${when} to go`, {
    now: Date.parse(now),
    timeZone,
    language: 'en',
    pending: null,
  });
  if (command?.intent !== 'add_task' || command.due_at === null) return undefined;
  expect(command.title).toBe('go');
  return new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(command.due_at);
}

test.each([
  ['10:00', 'at nine', '2026-05-06 21:00'],
  ['08:59', 'at nine', '2026-05-06 09:00'],
  ['09:00', 'at nine', '2026-05-06 21:00'],
  ['22:00', 'at nine', '2026-05-07 09:00'],
  ['22:00', 'at three', '2026-05-07 15:00'],
  ['10:00', 'at three', '2026-05-06 15:00'],
  ['20:00', 'at seven', '2026-05-07 07:00'],
  ['10:00', 'at seven', '2026-05-06 19:00'],
  ['23:30', 'at twelve', '2026-05-07 12:00'],
  ['22:00', 'today at nine', '2026-05-06 23:00'],
  ['10:00', 'today at nine', '2026-05-06 21:00'],
  ['08:00', 'today', '2026-05-06 09:00'],
  ['10:00', 'today', '2026-05-06 18:00'],
  ['18:30', 'today', '2026-05-06 19:30'],
  ['20:00', 'tonight', '2026-05-06 21:00'],
  ['10:00', 'tonight', '2026-05-06 19:00'],
  ['09:00', 'this morning', '2026-05-07 08:00'],
  ['10:00', 'in the morning', '2026-05-07 08:00'],
  ['10:00', 'tomorrow at six', '2026-05-07 18:00'],
  ['10:00', 'tomorrow at seven', '2026-05-07 07:00'],
  ['10:00', 'tomorrow afternoon', '2026-05-07 15:00'],
  ['10:00', 'on Wednesday', '2026-05-13 09:00'],
  ['08:00', 'on Wednesday', '2026-05-06 09:00'],
  ['10:00', 'on Wednesday at eight', '2026-05-13 08:00'],
  ['10:00', 'next Wednesday', '2026-05-13 09:00'],
  ['10:00', 'next Friday', '2026-05-15 09:00'],
  ['10:00', 'at 8:15', '2026-05-06 20:15'],
  ['10:00', 'at 20:15', '2026-05-06 20:15'],
  ['21:00', 'at 20:15', '2026-05-07 20:15'],
  ['10:00', 'at 9 a.m.', '2026-05-07 09:00'],
  ['10:00', 'on the sixth', '2026-05-06 18:00'],
  ['10:00', 'on the fifth', '2026-06-05 09:00'],
  ['10:00', 'on the thirty first', '2026-05-31 09:00'],
  ['10:00', 'yesterday', undefined],
  ['10:00', 'now', undefined],
])('at %s, "%s" is %s', (time, when, expected) => {
  expect(due(`2026-05-06T${time}:00+02:00`, 'Europe/Berlin', when)).toBe(expected);
});

test('is the clock of the person, wherever that is', () => {
  expect(due('2026-05-06T10:00:00-07:00', 'America/Los_Angeles', 'tomorrow at nine')).toBe('2026-05-07 09:00');
  expect(due('2026-05-06T23:30:00+05:45', 'Asia/Kathmandu', 'tomorrow at nine')).toBe('2026-05-07 09:00');
  expect(due('2026-05-06T00:30:00+13:00', 'Pacific/Apia', 'tomorrow at nine')).toBe('2026-05-07 09:00');
});

test('keeps the time of the clock over a change of the clocks, and the length of a length of time', () => {
  expect(due('2026-03-28T10:00:00+01:00', 'Europe/Berlin', 'tomorrow at nine')).toBe('2026-03-29 09:00');
  expect(due('2026-10-24T10:00:00+02:00', 'Europe/Berlin', 'tomorrow at nine')).toBe('2026-10-25 09:00');
  expect(due('2026-03-29T01:30:00+01:00', 'Europe/Berlin', 'in one hour')).toBe('2026-03-29 03:30');
  expect(due('2026-10-25T02:30:00+02:00', 'Europe/Berlin', 'in one hour')).toBe('2026-10-25 02:30');
  expect(due('2026-10-25T02:30:00+02:00', 'Europe/Berlin', 'in two hours')).toBe('2026-10-25 03:30');
});

test('a time that the clock skips is as much later', () => {
  expect(due('2026-03-28T10:00:00+01:00', 'Europe/Berlin', 'tomorrow at 2:30 a.m.')).toBe('2026-03-29 03:30');
});
