import { distance } from 'fastest-levenshtein';

/** Words that one recogniser writes and another leaves out, without another meaning. */
const WEAK = new Set(
  'a an the um uh er erm hm please so well okay ok just hey der das dem den ein eine einen äh ähm bitte also mal'.split(
    ' ',
  ),
);
const NUMBERS = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, value) => [word, String(value)]),
);
const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/^won't$/, 'will not'],
  [/^(?:can't|cannot)$/, 'can not'],
  [/n't$/, ' not'],
  [/'s$/, ' is'],
  [/'m$/, ' am'],
  [/'re$/, ' are'],
  [/'ll$/, ' will'],
  [/'d$/, ' would'],
  [/'ve$/, ' have'],
];
/** In a sentence this long, one long word may be recognised in two ways. */
const MIN_WORDS = 6;
const MIN_MISHEARD_LENGTH = 6;

interface Word {
  text: string;
  /** Written with a capital inside a sentence. */
  isName: boolean;
}

/**
 * Whether two transcripts are of the same words: they may differ in case, punctuation, articles, hesitations, contractions, in how words are
 * joined, in one plural, and in one long word of a long sentence by a letter. Numbers, names and negations must be the same: to answer twice is
 * a smaller harm than to swallow a question.
 */
export function isNearDuplicate(a: string, b: string): boolean {
  const one = readWords(a);
  const other = readWords(b);
  if (one.length !== other.length) return isJoinedAlike(one, other);
  const different = one.flatMap((word, i) => (word.text === other[i]?.text ? [] : [[word, other[i]] as const]));
  if (different.length > 1) return isJoinedAlike(one, other);
  return different.every(([word, heard]) => heard !== undefined && isAlike(word, heard, one.length));
}

function isAlike(a: Word, b: Word, words: number): boolean {
  if (a.isName || b.isName || /\d/.test(a.text + b.text)) return false;
  const [short, long] = a.text.length < b.text.length ? [a.text, b.text] : [b.text, a.text];
  if (short.length >= 3 && long === `${short}s`) return true;
  return words >= MIN_WORDS && short.length >= MIN_MISHEARD_LENGTH && distance(short, long) === 1;
}

/** "egg shell" and "eggshell"; where there are figures, their places count. */
function isJoinedAlike(one: readonly Word[], other: readonly Word[]): boolean {
  const join = (words: readonly Word[]) => words.map(({ text }) => text).join('');
  return join(one) === join(other) && !/\d/.test(join(one));
}

function readWords(text: string): Word[] {
  const spoken = text.matchAll(/(?<before>(?:^|[.!?…])\P{L}*)?(?<word>[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*)/gu);
  return [...spoken].flatMap(({ groups }) => {
    const spelled = groups?.word ?? '';
    const isName = groups?.before === undefined && /^\p{Lu}/u.test(spelled) && !/^I\b/.test(spelled);
    return expand(spelled.toLowerCase().replaceAll('’', "'"))
      .filter((word) => !WEAK.has(word))
      .map((word) => ({ text: NUMBERS.get(word) ?? word, isName }));
  });
}

function expand(word: string): string[] {
  const contraction = CONTRACTIONS.find(([pattern]) => pattern.test(word));
  return (contraction ? word.replace(...contraction) : word).split(' ');
}
