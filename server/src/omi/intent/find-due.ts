import type { ParsedResult } from 'chrono-node';
import type { Language } from './compile-grammar.ts';
import { readDueTime, saysWhen } from './read-due-time.ts';
import type { Token } from './read-tokens.ts';
import { respellTimes } from './respell-times.ts';
import { createZoneClock } from './zone-clock.ts';

/** Where and when somebody speaks. */
export interface Moment {
  /** Milliseconds since 1970. */
  now: number;
  /** An IANA name. */
  timeZone: string;
}

/** Longer speech is no reminder, and chrono's time grows faster than its text. */
const MAX_WORDS = 60;

interface Place {
  result: ParsedResult;
  /** Tokens from … to, the words before that belong to it included. */
  from: number;
  to: number;
}

/**
 * Finds when something is due, and what was said without it. Several parts make one time ("tomorrow to call Anna at nine").
 * @returns undefined when no time is named, or only one that has passed
 */
export function findDue(
  tokens: readonly Token[],
  language: Language['due'],
  { now, timeZone }: Moment,
): { due_at: number; rest: Token[] } | undefined {
  if (tokens.length > MAX_WORDS) return undefined;
  const spoken = respellTimes(tokens, language);
  const clock = createZoneClock(timeZone);
  const places = findTimes(spoken, language, clock.read(now)).filter((place) => isDue(place, spoken, language));
  const due_at = readDueTime(
    places.map(({ result }) => result),
    now,
    clock,
    tokens.some(({ word }) => language.early.has(word)),
  );
  if (due_at === undefined) return undefined;
  const taken = places.flatMap(({ from, to }) => spoken.slice(from, to));
  const rest = tokens.filter((token) => !taken.some(({ first, last }) => token.first <= last && token.last >= first));
  return { due_at, rest };
}

function findTimes(spoken: readonly Token[], language: Language['due'], wallNow: number): Place[] {
  const starts: number[] = [];
  let text = '';
  for (const { word } of spoken) {
    if (text !== '') text += ' ';
    starts.push(text.length);
    text += word;
  }
  // Chrono reckons in the clock of the person's wall, told as if it were UTC; `readDueTime` turns it into an instant.
  const reference = { instant: new Date(wallNow), timezone: 0 };
  return language.chrono.parse(text, reference, { forwardDate: true }).flatMap((result) => {
    const from = starts.indexOf(result.index);
    const end = result.index + result.text.length;
    const to = end === text.length ? spoken.length : starts.indexOf(end + 1);
    if (from < 0 || to <= from) return [];
    return [{ result, from: extend(spoken, from, language), to }];
  });
}

/** Takes in the words before a time that belong to it. */
function extend(spoken: readonly Token[], from: number, language: Language['due']): number {
  const word = (at: number) => spoken[at]?.word ?? '';
  let start = from;
  while (language.leads.has(word(start - 1))) start -= 1;
  if (word(start - 1) === language.forWord && language.heads.has(word(start - 2))) start -= 1;
  return start;
}

/** Whether a time tells when, and not what ("call Anna about Friday", "boil it for five minutes", "read the Sunday paper"). */
function isDue({ result, from, to }: Place, spoken: readonly Token[], language: Language['due']): boolean {
  const before = spoken[from - 1]?.word ?? '';
  const after = spoken[to]?.word;
  const said = spoken.slice(from, to).map(({ word }) => word);
  const isFor = said[0] === language.forWord;
  if (language.keepers.has(before) || before === language.forWord || !saysWhen(result)) return false;
  if (isFor && !language.heads.has(before)) return false;
  if (language.notDates.has(result.text)) return false;
  if (said.length > 1) return isFor || !isLength(result, said, language);
  const isStrong = result.start.isCertain('day') || result.start.isCertain('meridiem');
  return isStrong || from === 0 || after === undefined || language.followers.has(after);
}

function isLength(result: ParsedResult, said: readonly string[], language: Language['due']): boolean {
  return result.tags().has('result/relativeDate') && !said.some((word) => language.fromNow.has(word));
}
