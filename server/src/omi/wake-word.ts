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

/** What any text with a wake word matches; the caller asks it before looking closer. */
export function namePattern(own: readonly string[] = []): RegExp {
  return own.length > 0 ? /\p{L}/u : /omn?i/i;
}

/** Finds every wake phrase of a stretch of speech without long pauses, misheard and welded forms included. */
export function findWakeWords(text: string, _own: readonly string[] = []): WakeWord[] {
  const spoken = splitWords(text);
  const found: WakeWord[] = [];
  for (let i = 0; i < spoken.length; i++) {
    const wake = readGreeted(spoken, i) ?? readWelded(spoken, i) ?? readAddressed(spoken, i);
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
  const wake = { start: name.start, nameStart: name.start, end: name.end };
  if (!next) return name.text === 'omni' ? undefined : wake;
  const hasComma = next.before.includes(',');
  const isRequest = REQUESTS.has(next.text) && !isRelative(spoken, at + 1);
  if (name.text === 'omni') return hasComma && isRequest ? wake : undefined;
  if (isRequest) return wake;
  return hasComma && !ASIDES.has(next.text) && !isRelative(spoken, at + 1) ? wake : undefined;
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
