import { casual, type Parser } from 'chrono-node/en';
import type { DueWords } from '../grammar.ts';

const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth ' +
  'seventeenth eighteenth nineteenth twentieth';

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/** "twenty third" → "23rd", up to 31. */
function spellOrdinals(): Record<string, string> {
  const ordinals = ORDINALS.split(' ').map((word, index): [string, number] => [word, index + 1]);
  const twenties = ordinals.slice(0, 9).map(([word, value]): [string, number] => [`twenty ${word}`, 20 + value]);
  const all: [string, number][] = [...ordinals, ...twenties, ['thirtieth', 30], ['thirty first', 31]];
  return Object.fromEntries(all.map(([word, value]) => [word, `${value}th`]));
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

const chrono = casual.clone();
chrono.parsers.push(dayOfMonth);

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
    { say: '<clock> half past {hour:hour}', minutes: 30 },
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
    'one and a half hours': '90 minutes',
    'half an hour': '30 minutes',
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
    'lunch time': 'noon',
    lunchtime: 'noon',
  },
  leads: 'at on by in before around after the this starting',
  keepers: 'about of since from a an my our his her their your last every each regarding than until till',
  forWord: 'for',
  heads: 'task tasks reminder timer alarm me todo do up list',
  fromNow: 'in within from next this later after',
  followers: 'to that about please remind add set create i',
  notDates: 'sun sat mon wed fri mar dec jan jun now may march second night',
};
