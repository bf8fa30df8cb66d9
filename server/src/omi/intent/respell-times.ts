import type { Language } from './compile-grammar.ts';
import { matchStart, type Slot } from './match-phrase.ts';
import { respell, type Token } from './read-tokens.ts';

/** Writes numbers and times of the clock as chrono reads them: "half past nine" becomes "at 9:30", "twenty five" "25". */
export function respellTimes(tokens: readonly Token[], language: Language['due']): Token[] {
  return joinClocks(joinNumbers(respell(tokens, language.spellings), language), language);
}

function joinNumbers(tokens: readonly Token[], language: Language['due']): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const next = tokens[i + 1];
    const value = token && language.numbers.get(token.word);
    const unit = next && language.numbers.get(next.word);
    if (!token) continue;
    if (value === undefined) {
      out.push(token);
    } else if (next && unit !== undefined && value >= 20 && value % 10 === 0 && unit > 0 && unit < 10) {
      out.push({ ...token, word: String(value + unit), end: next.end, last: next.last });
      i += 1;
    } else {
      out.push({ ...token, word: String(value) });
    }
  }
  return out;
}

function joinClocks(tokens: readonly Token[], language: Language['due']): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; ) {
    const clock = findClock(tokens.slice(i, i + MAX_CLOCK_WORDS), language);
    const covered = tokens.slice(i, i + (clock?.words ?? 1));
    const [head] = covered;
    const tail = covered.at(-1);
    if (head && tail) {
      const place = { start: head.start, end: tail.end, first: head.first, last: tail.last };
      out.push(...(clock?.said ?? [head.word]).map((word) => ({ word, ...place })));
    }
    i += covered.length;
  }
  return out;
}

/** "at a quarter past nine" */
const MAX_CLOCK_WORDS = 5;

function findClock(tokens: readonly Token[], language: Language['due']): { words: number; said: string[] } | undefined {
  for (const { say, minutes, sign } of language.clocks) {
    const match = matchStart(say, tokens);
    if (!match) continue;
    const total =
      (60 * numberIn(match.slots, 'hour') + minutes + sign * numberIn(match.slots, 'minute') + 24 * 60) % (24 * 60);
    const clock = `${Math.floor(total / 60)}:${String(total % 60).padStart(2, '0')}`;
    return { words: match.end, said: [tokens[0]?.word ?? '', clock] };
  }
  return undefined;
}

function numberIn(slots: ReadonlyMap<string, Slot>, name: string): number {
  const slot = slots.get(name);
  return slot && 'value' in slot ? Number(slot.value) : 0;
}
