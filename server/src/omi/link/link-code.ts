import { createHmac } from 'node:crypto';
import { findSpokenDigits, type SpokenDigit } from './spoken-digit.ts';

const CODE_DIGITS = 8;

/** What stands in a transcript where a link code was said. */
export const CODE_MASK = '••••';

/** A link code as it was heard: eight digits and where they stand in the text, in UTF-16 units. */
export interface HeardLinkCode {
  code: string;
  start: number;
  end: number;
}

/** The code of eight decimal digits that belongs to a seed: the same whenever it is asked for, and unknown to whoever lacks the secret. */
export function deriveLinkCode(secret: string, seed: string): string {
  const digest = createHmac('sha256', secret).update(`link_code:${seed}`).digest();
  // 48 bits are so many more than the codes there are that none is likelier than another by more than one part in a million.
  return String(digest.readUIntBE(0, 6) % 10 ** CODE_DIGITS).padStart(CODE_DIGITS, '0');
}

/** The sentence a person reads from the screen and says to the device. */
export function linkSentence(code: string): string {
  return `My link code is ${code.slice(0, 4)} ${code.slice(4)}.`;
}

/**
 * Finds every run of exactly eight digits that a text says in any spoken form. At the ends of a run, words that only sound like digits
 * may be left out ("go to four two …"); a code said twice in a row counts once for each time. Nothing longer is cut into codes.
 */
export function findLinkCodes(text: string): HeardLinkCode[] {
  return findSpokenDigits(text).flatMap((run) => {
    const twice = readTwice(run);
    return twice.length > 0 ? twice : readTrimmed(run);
  });
}

/** What a text says in digits, every other stretch of words reduced to `x`: all that is kept of an unlinked person's speech. */
export function keepOnlyDigits(text: string): string {
  const parts: string[] = [];
  let at = 0;
  const runs = findSpokenDigits(text).filter((run) => run.some(({ isHomophone }) => !isHomophone));
  for (const { start, end } of runs.flat()) {
    if (/[\p{L}\p{N}]/u.test(text.slice(at, start))) parts.push('x');
    parts.push(text.slice(start, end));
    at = end;
  }
  if (parts.length > 0 && /[\p{L}\p{N}]/u.test(text.slice(at))) parts.push('x');
  return parts.join(' ');
}

function readTwice(run: readonly SpokenDigit[]): HeardLinkCode[] {
  for (let cut = 1; cut < run.length; cut++) {
    const first = toCode(run.slice(0, cut));
    const second = toCode(run.slice(cut));
    if (first && first.code === second?.code) return [first, second];
  }
  return [];
}

function readTrimmed(run: readonly SpokenDigit[]): HeardLinkCode[] {
  const found: HeardLinkCode[] = [];
  for (let from = 0; from < run.length; from++) {
    for (let to = run.length; to > from; to--) {
      const code = toCode(run.slice(from, to));
      if (code) found.push(code);
      if (!run[to - 1]?.isHomophone) break;
    }
    if (!run[from]?.isHomophone) break;
  }
  return found;
}

function toCode(parts: readonly SpokenDigit[]): HeardLinkCode | undefined {
  const first = parts[0];
  const last = parts.at(-1);
  const code = parts.map(({ digits }) => digits).join('');
  return first && last && code.length === CODE_DIGITS ? { code, start: first.start, end: last.end } : undefined;
}
