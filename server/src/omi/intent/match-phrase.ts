import type { Part, Pattern } from './compile-phrase.ts';
import type { Token } from './read-tokens.ts';

/** What a slot of a phrase holds: the tokens that were said, or the value of a term. */
export type Slot = { tokens: readonly Token[] } | { value: string | number | null };

/** Matches a whole utterance; undefined where it does not. A slot with free words takes as many as it can. */
export function matchPhrase(pattern: Pattern, tokens: readonly Token[]): Map<string, Slot> | undefined {
  if (!canBegin(pattern, tokens)) return undefined;
  return matchFrom(pattern.parts, tokens, 0, (at) => at === tokens.length)?.slots;
}

/** Matches the beginning of what was said; `end` is the number of tokens it took. */
export function matchStart(pattern: Pattern, tokens: readonly Token[]): Match | undefined {
  return canBegin(pattern, tokens) ? matchFrom(pattern.parts, tokens, 0, () => true) : undefined;
}

function canBegin({ firstWords }: Pattern, tokens: readonly Token[]): boolean {
  return firstWords === undefined || firstWords.has(tokens[0]?.word ?? '');
}

interface Match {
  end: number;
  slots: Map<string, Slot>;
}

function matchFrom(
  parts: readonly Part[],
  tokens: readonly Token[],
  at: number,
  isEnd: (at: number) => boolean,
): Match | undefined {
  const [part, ...rest] = parts;
  if (!part) return isEnd(at) ? { end: at, slots: new Map() } : undefined;
  switch (part.kind) {
    case 'word':
      return tokens[at]?.word === part.word ? matchFrom(rest, tokens, at + 1, isEnd) : undefined;
    case 'choice':
      for (const alternative of part.alternatives) {
        const match = matchFrom([...alternative, ...rest], tokens, at, isEnd);
        if (match) return match;
      }
      return undefined;
    case 'term':
      for (const { value, parts: term } of part.terms) {
        const match = matchFrom([...term, ...rest], tokens, at, isEnd);
        if (match) return withSlot(match, part.name, { value });
      }
      return undefined;
    case 'text':
      for (let to = tokens.length; to > at; to--) {
        const match = matchFrom(rest, tokens, to, isEnd);
        if (match) return withSlot(match, part.name, { tokens: tokens.slice(at, to) });
      }
      return undefined;
  }
}

function withSlot(match: Match, name: string, slot: Slot): Match {
  match.slots.set(name, slot);
  return match;
}
