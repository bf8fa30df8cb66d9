/** A word as the phrases of a grammar know it, and where it was said. */
export interface Token {
  word: string;
  /** Where it stands in the text, in UTF-16 units. */
  start: number;
  end: number;
  /** Which of the text's words it stands for, from 0; one word may become several tokens ("what's"), several one ("re mind"). */
  first: number;
  last: number;
}

/** Words with what belongs to them: apostrophes, the colon of a time, the points of "p.m.", signs of money and of percent. */
const WORD =
  /(?:\p{L}\.){2,}|\p{L}\.\p{L}(?!\p{L})|[$€£#@]?[\p{L}\p{N}]+(?:['’:.,](?=[\p{L}\p{N}])[\p{L}\p{N}]+)*[%€£$°]?/gu;

/**
 * Normalises what was said: small letters, no punctuation, spellings and mishearings as the grammar writes them, no hesitations, no stutter.
 * @param spellings words to the words they stand for, by the first of them
 */
export function readTokens(text: string, spellings: Spellings): Token[] {
  const spoken = [...text.matchAll(WORD)].map(({ 0: spelled, index: start }, position) => ({
    word: normalise(spelled),
    start,
    end: start + spelled.length,
    first: position,
    last: position,
  }));
  return joinStutter(respell(spoken, spellings));
}

/** The words of `tokens` as they were said; where others were taken out between them, the parts are joined. */
export function spokenText(text: string, tokens: readonly Token[]): string {
  const parts: { start: number; end: number; last: number }[] = [];
  for (const { start, end, first, last } of tokens) {
    const part = parts.at(-1);
    if (part && first <= part.last + 1)
      Object.assign(part, { end: Math.max(end, part.end), last: Math.max(last, part.last) });
    else parts.push({ start, end, last });
  }
  return parts.map(({ start, end }) => text.slice(start, end)).join(' ');
}

/** Spellings ready for use: the words of each, with what they become, longest first, by their first word. */
export type Spellings = ReadonlyMap<string, readonly { from: readonly string[]; to: readonly string[] }[]>;

export function createSpellings(table: Readonly<Record<string, string>>): Spellings {
  const byFirst = new Map<string, { from: string[]; to: string[] }[]>();
  for (const [spoken, words] of Object.entries(table)) {
    const from = spoken.split(' ');
    const first = from[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), { from, to: words.split(' ').filter((word) => word !== '') }]);
  }
  for (const entries of byFirst.values()) entries.sort((a, b) => b.from.length - a.from.length);
  return byFirst;
}

/** Replaces spellings; what replaces several words stands where they stood. */
export function respell(tokens: readonly Token[], spellings: Spellings): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; ) {
    const entry = spellings
      .get(tokens[i]?.word ?? '')
      ?.find(({ from }) => from.every((word, k) => tokens[i + k]?.word === word));
    const covered = tokens.slice(i, i + (entry?.from.length ?? 1));
    const [head] = covered;
    const tail = covered.at(-1);
    if (head && tail) {
      const place = { start: head.start, end: tail.end, first: head.first, last: tail.last };
      out.push(...(entry?.to ?? [head.word]).map((word) => ({ word, ...place })));
    }
    i += covered.length;
  }
  return out;
}

function normalise(spelled: string): string {
  const word = spelled.toLowerCase().replaceAll('’', "'");
  return /^(?:\p{L}\.)+\p{L}?$/u.test(word) ? word.replaceAll('.', '') : word;
}

/** "remind remind me": one word said twice is said once. Figures may well come twice. */
function joinStutter(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (const token of tokens) {
    const before = out.at(-1);
    if (before?.word === token.word && before.first !== token.first && !/\d/.test(token.word)) {
      out[out.length - 1] = { ...before, end: token.end, last: token.last };
    } else {
      out.push(token);
    }
  }
  return out;
}
