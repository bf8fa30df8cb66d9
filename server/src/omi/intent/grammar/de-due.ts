import { casual, type Parser } from 'chrono-node/de';
import type { DueWords } from '../grammar.ts';

const UNITS = ['null', 'ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun'];
const TEENS = 'zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'.split(' ');
const TENS = 'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split(' ');
const MONTHS = 'januar februar märz april mai juni juli august september oktober november dezember'.split(' ');

/** Up to "neunundneunzig"; "ein" alone is an article. */
function spellNumbers(): Record<string, number> {
  const above = TENS.flatMap((ten, i) =>
    UNITS.map((unit, value): [string, number] => [value === 0 ? ten : `${unit}und${ten}`, 20 + 10 * i + value]),
  );
  const below = [...UNITS, ...TEENS].map((word, value): [string, number] => [word, value]);
  return Object.fromEntries([...below.filter(([word]) => word !== 'ein'), ['eins', 1], ['zwo', 2], ...above]);
}

/** "dritten" → "3", up to 31. */
function spellOrdinals(): Record<string, string> {
  const units = 'ersten zweiten dritten vierten fünften sechsten siebten achten neunten'.split(' ');
  const twenties = UNITS.slice(1).map((unit) => `${unit}undzwanzigsten`);
  const all = [
    ...units,
    ...TEENS.map((word) => `${word}ten`),
    'zwanzigsten',
    ...twenties,
    'dreißigsten',
    'einunddreißigsten',
  ];
  return Object.fromEntries(all.map((word, i) => [word, String(i + 1)]));
}

/** "3 mai", of which speech has no point after the number. */
const dayAndMonth: Parser = {
  pattern: () => new RegExp(`(\\d{1,2}) (${MONTHS.join('|')})(?= |$)`, 'i'),
  extract: ({ refDate }, match) => {
    const day = Number(match[1]);
    const month = MONTHS.indexOf(match[2]?.toLowerCase() ?? '');
    const isPast = Date.UTC(refDate.getUTCFullYear(), month, day + 1) <= refDate.getTime();
    return { day, month: month + 1, year: refDate.getUTCFullYear() + (isPast ? 1 : 0) };
  },
};

const chrono = casual.clone();
chrono.parsers.push(dayAndMonth);

/** How German names times. */
export const germanDue: DueWords = {
  chrono,
  numbers: spellNumbers(),
  clocks: [
    { say: '<clock> halb {hour:hour}', minutes: -30 },
    { say: '<clock> viertel nach {hour:hour}', minutes: 15 },
    { say: '<clock> (viertel vor | dreiviertel) {hour:hour}', minutes: -15 },
    { say: '<clock> {minute:minute} nach {hour:hour}' },
    { say: '<clock> {minute:minute} vor {hour:hour}', sign: -1 },
    { say: '<clock> {hour:hour} uhr {minute:minute}' },
  ],
  spellings: {
    ...spellOrdinals(),
    'einer halben stunde': '30 minuten',
    'einer viertelstunde': '15 minuten',
    'einer dreiviertelstunde': '45 minuten',
    'anderthalb stunden': '90 minuten',
    'eineinhalb stunden': '90 minuten',
    'einer stunde': '1 stunde',
    'einer minute': '1 minute',
    'einem tag': '1 tag',
    'einer woche': '1 woche',
    'morgen früh': 'morgen vormittag',
    'heute früh': 'heute vormittag',
    'heute nacht': 'heute abend',
    'am wochenende': 'am samstag',
    freitagabend: 'freitag abend',
    sonntagabend: 'sonntag abend',
    mittags: 'um 12:00',
    'um mittag': 'um 12:00',
    'um mitternacht': 'um 0:00',
    gegen: 'um',
    auf: 'für',
  },
  early: 'weck wecke wecker',
  leads: 'am um bis ab im in den gegen kommenden',
  keepers: 'über von vom seit mein meine meinen unser unsere der die das letzten letzte jeden jede jedes als',
  forWord: 'für',
  heads: 'aufgabe erinnerung timer wecker mich liste',
  fromNow: 'in binnen innerhalb nächste nächsten nächster nächstes diese diesen dieser',
  followers: 'daran an zu dass bitte erinnere',
  notDates: 'so mo di mi do fr sa jetzt',
};
