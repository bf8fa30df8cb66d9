import { casual, type Parser } from 'chrono-node/en';
import type { DueWords } from '../grammar.ts';

const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth ' +
  'seventeenth eighteenth nineteenth twentieth';

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

/** "twenty third" → "23rd", up to 31. */
function spellOrdinals(): Record<string, string> {
  const ordinals = ORDINALS.split(' ').map((word, index): [string, number] => [word, index + 1]);
  const twenties = ordinals.slice(0, 9).map(([word, value]): [string, number] => [`twenty ${word}`, 20 + value]);
  const all: [string, number][] = [...ordinals, ...twenties, ['thirtieth', 30], ['thirty first', 31]];
  return Object.fromEntries(all.map(([word, value]) => [word, `${value}th`]));
}

/** "Two and a half hours" → "150 minutes", up to nine. */
function spellHalves(): Record<string, string> {
  const numbers = 'one two three four five six seven eight nine'.split(' ');
  const spell = (word: string | number, index: number) => [`${word} and a half hours`, `${index * 60 + 90} minutes`];
  return Object.fromEntries([...numbers.map(spell), ...numbers.map((_, index) => spell(index + 1, index))]);
}

/** "On the fifteenth": the next month that has it, today included. */
const dayOfMonth: Parser = {
  pattern: () => /(?:on|by) the (\d{1,2})th(?= |$)(?! (?:of|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i,
  extract: ({ refDate }, match) => {
    const day = Number(match[1]);
    const first = day < refDate.getUTCDate() ? 1 : 0;
    for (let months = first; months < first + 3; months++) {
      const date = new Date(Date.UTC(refDate.getUTCFullYear(), refDate.getUTCMonth() + months, day));
      if (date.getUTCDate() === day) return { day, month: date.getUTCMonth() + 1, year: date.getUTCFullYear() };
    }
    return null;
  },
};

/** "A week on Friday", "Friday week": seven days after the Friday that comes. */
const weekdayWeek: Parser = {
  pattern: () => new RegExp(`(?:a week on (${WEEKDAYS.join('|')})|(${WEEKDAYS.join('|')}) week)(?= |$)`, 'i'),
  extract: ({ refDate }, match) => {
    const weekday = WEEKDAYS.indexOf((match[1] ?? match[2] ?? '').toLowerCase());
    const days = ((weekday - refDate.getUTCDay() + 6) % 7) + 8;
    const date = new Date(refDate.getTime() + days * 86_400_000);
    return { day: date.getUTCDate(), month: date.getUTCMonth() + 1, year: date.getUTCFullYear() };
  },
};

const chrono = casual.clone();
chrono.parsers.push(dayOfMonth, weekdayWeek);

/** How English names times. */
export const englishDue: DueWords = {
  chrono,
  numbers: {
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    ninety: 90,
  },
  clocks: [
    { say: '<clock> half [past] {hour:hour}', minutes: 30 },
    { say: '<clock> [a] quarter past {hour:hour}', minutes: 15 },
    { say: '<clock> [a] quarter to {hour:hour}', minutes: -15 },
    { say: '<clock> {minute:minute} past {hour:hour}' },
    { say: '<clock> {minute:minute} to {hour:hour}', sign: -1 },
    { say: '<clock> {hour:hour} (oh | o) {minute:minute}' },
    { say: '<clock> {hour:hour} {minute:minute}' },
  ],
  spellings: {
    ...spellOrdinals(),
    ...Object.fromEntries(MONTHS.map((month) => [`${month} the`, month])),
    'first thing tomorrow': 'tomorrow morning',
    'first thing in the morning': 'morning',
    'later today': 'today',
    'at lunch': 'at noon',
    'o clock': "o'clock",
    'a m': 'am',
    'p m': 'pm',
    'an hour and a half': '90 minutes',
    'half an hour': '30 minutes',
    ...spellHalves(),
    'hour or so': 'hour',
    'an hour or so': '1 hour',
    'hours or so': 'hours',
    'minutes or so': 'minutes',
    'in like': 'in',
    'at like': 'at',
    'set a': 'set',
    'start a': 'start',
    'minute timer': 'minutes from now',
    'hour timer': 'hours from now',
    'a fortnight': '2 weeks',
    'a half hour': '30 minutes',
    'quarter of an hour': '15 minutes',
    'a quarter of an hour': '15 minutes',
    'three quarters of an hour': '45 minutes',
    'an hour': '1 hour',
    'a minute': '1 minute',
    'day after tomorrow': '2 days from now',
    'the day after tomorrow': '2 days from now',
    'a week from today': '7 days from now',
    'a week from now': '7 days from now',
    'in the evening': 'evening',
    'in the afternoon': 'afternoon',
    'in the morning': 'morning',
    'at night': 'night',
    'to night': 'tonight',
    'to morrow': 'tomorrow',
    'tomorrow night': 'tomorrow evening',
    'end of the day': '5 pm',
    'end of day': '5 pm',
    'lunch time': 'noon',
    lunchtime: 'noon',
  },
  early: 'wake alarm',
  leads: 'at on by in before around after the this starting',
  keepers: 'about of since from a an my our his her their your last every each regarding than until till',
  forWord: 'for',
  heads: 'task tasks reminder timer alarm me todo do up list',
  fromNow: 'in within from next this later after',
  followers: 'to that about please remind add set create i',
  notDates: 'sun sat mon wed fri mar dec jan jun now may march second night',
};
