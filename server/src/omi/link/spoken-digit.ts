/** A part of a text that says digits: `4277`, `seven`, `double eight`, `forty two`. */
export interface SpokenDigit {
  digits: string;
  /** Where it stands in the text, in UTF-16 units. */
  start: number;
  end: number;
  /** An everyday word that only sounds like a digit: it counts between digits, and may be left out at the ends of a run. */
  isHomophone: boolean;
}

const UNITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const TEENS = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

const HOMOPHONES = new Map(
  Object.entries({
    oh: '0',
    o: '0',
    owe: '0',
    won: '1',
    to: '2',
    too: '2',
    tree: '3',
    for: '4',
    fore: '4',
    fife: '5',
    ate: '8',
    nein: '9',
  }),
);
const NUMBER_WORDS = new Map<string, string>([
  ['niner', '9'],
  ['nought', '0'],
  ['nil', '0'],
  ...UNITS.map((word, value): [string, string] => [word, String(value)]),
  ...TEENS.map((word, value): [string, string] => [word, String(10 + value)]),
  ...TENS.map((word, value): [string, string] => [word, String(20 + 10 * value)]),
]);
const REPEATS = new Map([
  ['double', 2],
  ['triple', 3],
  ['treble', 3],
]);
const FILLERS = new Set(['uh', 'um', 'er', 'erm', 'dash', 'hyphen', 'then']);

interface Word {
  text: string;
  start: number;
  end: number;
}

/**
 * Finds what a text says in digits, as runs of neighbours: only hesitations and punctuation may stand between two parts of a run.
 * Understands figures, number words, their homophones, "double seven" and "forty-two".
 */
export function findSpokenDigits(text: string): SpokenDigit[][] {
  const words: Word[] = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
    text: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
  const runs: SpokenDigit[][] = [];
  let run: SpokenDigit[] = [];
  for (let i = 0; i < words.length; ) {
    const read = readDigit(words, i);
    if (read) {
      if (run.length === 0) runs.push(run);
      run.push(read.digit);
    } else if (!FILLERS.has(words[i]?.text ?? '')) {
      run = [];
    }
    i += read?.words ?? 1;
  }
  return runs;
}

function readDigit(words: readonly Word[], at: number): { digit: SpokenDigit; words: number } | undefined {
  const first = words[at];
  const next = words[at + 1];
  if (!first) return undefined;
  const times = REPEATS.get(first.text);
  if (times !== undefined) {
    const repeated = next && digitsOf(next.text);
    if (!next || repeated?.length !== 1) return undefined;
    return {
      digit: { digits: repeated.repeat(times), start: first.start, end: next.end, isHomophone: false },
      words: 2,
    };
  }
  if (TENS.includes(first.text) && next && UNITS.indexOf(next.text) > 0) {
    const digits = `${NUMBER_WORDS.get(first.text)?.[0]}${UNITS.indexOf(next.text)}`;
    return { digit: { digits, start: first.start, end: next.end, isHomophone: false }, words: 2 };
  }
  const digits = digitsOf(first.text);
  if (digits === undefined) return undefined;
  return { digit: { digits, start: first.start, end: first.end, isHomophone: HOMOPHONES.has(first.text) }, words: 1 };
}

function digitsOf(word: string): string | undefined {
  return /^[0-9]+$/.test(word) ? word : (NUMBER_WORDS.get(word) ?? HOMOPHONES.get(word));
}
