import { distance } from 'fastest-levenshtein';

/** A wake phrase in a text; offsets in UTF-16 units. */
export interface WakeWord {
  /** Where the phrase begins (at its "hey", if it has one). */
  start: number;
  /** Where the name itself begins; it tells which segment the wake word belongs to. */
  nameStart: number;
  /** Where the name ends and the question may begin. */
  end: number;
}

interface Word {
  text: string;
  start: number;
  end: number;
  /** What stands between the word before and this one. */
  before: string;
}

const words = (list: string) => new Set(list.split(' '));

/** How "Omi" is written by speech recognition. In 25,329 real segments: omi 525, omie 106, omni 17. */
const NAMES = words('omi omie');
const GREETINGS = words('hey hay heya hi hello yo');
/** "Omni" is an everyday word, so it needs the strongest greeting, or a comma and a request. */
const STRONG_GREETINGS = words('hey hay heya');
const WELDED_PHRASE = /^(?:hey|hay|hi)(?:omie|omni|omi)(\p{L}*)$/u;
/** A name welded to what follows ("omilockets"), but none of the dictionary's words. */
const WELDED_NAME = /^omi(?!t|ss|cr|nous)(\p{L}{2,})$/u;

/** Words with which a sentence may begin before it turns to the device. */
const FILLERS = words('so and um uh er well okay ok alright right now oh yeah yes no please but then');
/** First words of a question or request that nobody says of Omi in the third person ("Omi is", "Omi can" are left out). */
const REQUESTS = words(
  "what what's whats who who's how how's when when's where where's why which whose tell remind remember add show list open please " +
    'give explain translate set find search define calculate summarize summarise write read play forget start stop cancel switch note take help',
);
/** After "Omi," these go on about Omi instead of talking to it. */
const ASIDES = words('the a an and or but not also plus');
const RELATIVES = words('which who that where');
const PRONOUNS = words('i we he she they');
/** "Hey Omi" before one of these is about the thing or its people. */
const NOT_ADDRESSED = words(
  'app apps device devices team users user people fans community pendant necklace hotel hotels channel directional man bus present',
);
/** Before the phrase, these tell that somebody speaks about the phrase. */
const QUOTING = words(
  'say says said saying yell yells yelling shout shouting word words phrase called whisper typed type hear heard',
);

/**
 * What any text with a wake word matches; the caller asks it before looking closer.
 * @param own the person's own wake words, beside "Hey Omi"
 */
export function namePattern(own: readonly string[] = []): RegExp {
  const parts = readOwnPhrases(own).flatMap(({ words: [...each] }) => {
    const longest = each.reduce((a, b) => (b.length > a.length ? b : a));
    // One wrong letter leaves one half as it is.
    const half = Math.floor(longest.length / 2);
    return longest.length < MIN_MISHEARD_LENGTH ? [longest] : [longest.slice(0, half), longest.slice(half)];
  });
  return new RegExp(['omn?i', ...parts].join('|'), 'iu');
}

/**
 * Finds every wake phrase of a stretch of speech without long pauses, misheard and welded forms included.
 * @param own the person's own wake words, beside "Hey Omi": anywhere with a greeting, else where a sentence begins
 */
export function findWakeWords(text: string, own: readonly string[] = []): WakeWord[] {
  const spoken = splitWords(text);
  const phrases = readOwnPhrases(own);
  const found: WakeWord[] = [];
  for (let i = 0; i < spoken.length; i++) {
    const wake =
      readGreeted(spoken, i) ?? readWelded(spoken, i) ?? readAddressed(spoken, i) ?? readOwn(spoken, i, phrases);
    if (wake) found.push(wake);
  }
  return found;
}

/** "Hey Omi", "hey there, Omi", "hey omilockets". `at` is the name. */
function readGreeted(spoken: readonly Word[], at: number): WakeWord | undefined {
  const name = spoken[at];
  if (!name || isSentenceEnd(name.before, '?')) return undefined;
  const greetingAt = spoken[at - 1]?.text === 'there' ? at - 2 : at - 1;
  const greeting = spoken[greetingAt];
  if (!greeting || !GREETINGS.has(greeting.text)) return undefined;
  const welded = WELDED_NAME.exec(name.text)?.[1];
  const isName =
    NAMES.has(name.text) || (STRONG_GREETINGS.has(greeting.text) && (name.text === 'omni' || welded !== undefined));
  if (!isName || isQuoted(spoken, greetingAt) || isAboutOmi(spoken[at + 1])) return undefined;
  return { start: greeting.start, nameStart: name.start, end: name.end - (welded?.length ?? 0) };
}

/** "heyomi", with or without the next word welded to it. */
function readWelded(spoken: readonly Word[], at: number): WakeWord | undefined {
  const word = spoken[at];
  const welded = word && WELDED_PHRASE.exec(word.text)?.[1];
  if (!word || welded === undefined || isQuoted(spoken, at)) return undefined;
  return { start: word.start, nameStart: word.start, end: word.end - welded.length };
}

/** "Omi, …" without a greeting: only where a sentence begins, and only before something that is said to somebody. */
function readAddressed(spoken: readonly Word[], at: number): WakeWord | undefined {
  const name = spoken[at];
  if (!name || !(NAMES.has(name.text) || name.text === 'omni') || !beginsSentence(spoken, at)) return undefined;
  const next = spoken[at + 1];
  const isAddressed =
    name.text === 'omni' ? next?.before.includes(',') && isRequest(spoken, at + 1) : isSaidTo(spoken, at + 1);
  return isAddressed ? { start: name.start, nameStart: name.start, end: name.end } : undefined;
}

/** Whether what follows a name is said to its bearer; the name alone is. */
function isSaidTo(spoken: readonly Word[], at: number): boolean {
  const next = spoken[at];
  if (!next || isRequest(spoken, at)) return true;
  return next.before.includes(',') && !ASIDES.has(next.text) && !isRelative(spoken, at);
}

function isRequest(spoken: readonly Word[], at: number): boolean {
  return REQUESTS.has(spoken[at]?.text ?? '') && !isRelative(spoken, at);
}

/** A wake word of the person's own, in small letters. */
interface OwnPhrase {
  words: readonly [string, ...string[]];
  /** Whether it has a greeting of its own ("Hey Jarvis"). */
  isGreeting: boolean;
}

/** Words at least this long are recognised with one letter wrong. */
const MIN_MISHEARD_LENGTH = 6;
const SAME_WORDS = new Map([
  ['hay', 'hey'],
  ['okay', 'ok'],
]);

function readOwnPhrases(own: readonly string[]): OwnPhrase[] {
  return own.flatMap((phrase) => {
    const [first, ...others] = splitWords(phrase).map(({ text }) => text);
    if (first === undefined) return [];
    const isGreeting = others.length > 0 && (GREETINGS.has(first) || sameWord(first, 'ok'));
    return [{ words: [first, ...others], isGreeting }];
  });
}

/** `at` is the first word of the person's own phrase. */
function readOwn(spoken: readonly Word[], at: number, phrases: readonly OwnPhrase[]): WakeWord | undefined {
  for (const phrase of phrases) {
    const count = countOwn(spoken, at, phrase);
    const name = spoken[phrase.isGreeting && count > 1 ? at + 1 : at];
    const last = spoken[at + count - 1];
    if (count === 0 || !name || !last) continue;
    const isGreeted = phrase.isGreeting || GREETINGS.has(spoken[at - 1]?.text ?? '');
    const start = spoken[isGreeted && !phrase.isGreeting ? at - 1 : at];
    const isMeant = isGreeted
      ? start && !isQuoted(spoken, spoken.indexOf(start)) && !isAboutOmi(spoken[at + count])
      : beginsSentence(spoken, at) && isSaidTo(spoken, at + count);
    if (start && isMeant) return { start: start.start, nameStart: name.start, end: last.end };
  }
  return undefined;
}

/** How many words the phrase takes at `at`; 0 where it was not said. */
function countOwn(spoken: readonly Word[], at: number, { words: phrase }: OwnPhrase): number {
  if (phrase.every((word, k) => sameWord(spoken[at + k]?.text ?? '', word))) return phrase.length;
  return phrase.length > 1 && spoken[at]?.text === phrase.join('') ? 1 : 0;
}

function sameWord(heard: string, word: string): boolean {
  if ((SAME_WORDS.get(heard) ?? heard) === (SAME_WORDS.get(word) ?? word)) return true;
  const isPlural = heard === `${word}s` || word === `${heard}s`;
  return word.length >= MIN_MISHEARD_LENGTH && !isPlural && distance(heard, word) === 1;
}

function beginsSentence(spoken: readonly Word[], at: number): boolean {
  for (let i = at; i >= 0; i--) {
    const word = spoken[i];
    if (!word || i === 0 || isSentenceEnd(word.before, '.?!…')) return true;
    if (!FILLERS.has(spoken[i - 1]?.text ?? '')) return false;
  }
  return true;
}

/** "which I bought", "who we met": a relative clause, not a question. */
function isRelative(spoken: readonly Word[], at: number): boolean {
  return RELATIVES.has(spoken[at]?.text ?? '') && PRONOUNS.has(spoken[at + 1]?.text ?? '');
}

function isQuoted(spoken: readonly Word[], at: number): boolean {
  const phrase = spoken[at];
  if (!phrase || isSentenceEnd(phrase.before, '.?!…')) return false;
  const one = spoken[at - 1]?.text ?? '';
  const two = spoken[at - 2]?.text ?? '';
  return QUOTING.has(one) || (QUOTING.has(two) && words('is was the just my your').has(one));
}

function isAboutOmi(next: Word | undefined): boolean {
  return next !== undefined && /^[\s-]*$/.test(next.before) && NOT_ADDRESSED.has(next.text);
}

function isSentenceEnd(between: string, marks: string): boolean {
  return [...marks].some((mark) => between.includes(mark));
}

function splitWords(text: string): Word[] {
  let at = 0;
  return [...text.matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu)].map(({ 0: spelled, index: start }) => {
    const end = start + spelled.length;
    const word = { text: spelled.toLowerCase().replaceAll('’', "'"), start, end, before: text.slice(at, start) };
    at = end;
    return word;
  });
}
