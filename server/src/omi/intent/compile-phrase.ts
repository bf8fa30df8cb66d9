import type { Grammar, Phrase } from './grammar.ts';

/** A compiled piece of a phrase. */
export type Part =
  | { kind: 'word'; word: string }
  | { kind: 'choice'; alternatives: readonly (readonly Part[])[] }
  | { kind: 'text'; name: string }
  | { kind: 'term'; name: string; terms: readonly { value: string | number | null; parts: readonly Part[] }[] };

/** A compiled phrase. */
export interface Pattern {
  parts: readonly Part[];
  /** The words it can begin with; undefined when it can begin with any. */
  firstWords: ReadonlySet<string> | undefined;
}

type Dictionary = Pick<Grammar, 'classes' | 'terms'>;

/**
 * Compiles a phrase of a grammar (see `Phrase`).
 * @throws Error for an unknown class or list of terms, and for brackets that do not match: a grammar is checked when the server starts
 */
export function compilePhrase(phrase: Phrase, dictionary: Dictionary): Pattern {
  const parts = readPhrase(phrase, dictionary);
  const words = firstWords(parts);
  return { parts, firstWords: words && !words.has(NOTHING) ? words : undefined };
}

/** Among the first words, it says that the parts may take no word at all. */
const NOTHING = '';

function firstWords(parts: readonly Part[]): Set<string> | undefined {
  const words = new Set<string>();
  for (const part of parts) {
    words.delete(NOTHING);
    if (part.kind === 'text') return undefined;
    const alternatives =
      part.kind === 'word' ? [] : part.kind === 'choice' ? part.alternatives : part.terms.map((term) => term.parts);
    if (part.kind === 'word') words.add(part.word);
    for (const alternative of alternatives) {
      const inner = firstWords(alternative);
      if (!inner) return undefined;
      for (const word of inner) words.add(word);
    }
    if (!words.has(NOTHING)) return words;
  }
  return words.add(NOTHING);
}

function readPhrase(phrase: Phrase, dictionary: Dictionary): readonly Part[] {
  const symbols = phrase.match(/[()[\]|]|\{[^}]*\}|<[^>]*>|[^\s()[\]|{}<>]+/g) ?? [];
  const { alternatives, next } = readAlternatives(symbols, 0, dictionary);
  if (next !== symbols.length) throw new Error(`Cannot read "${phrase}"`);
  return [{ kind: 'choice', alternatives }];
}

function readAlternatives(symbols: readonly string[], from: number, dictionary: Dictionary) {
  let parts: Part[] = [];
  const alternatives: Part[][] = [parts];
  let at = from;
  for (let symbol = symbols[at]; symbol !== undefined && symbol !== ')' && symbol !== ']'; symbol = symbols[at]) {
    at += 1;
    if (symbol === '|') {
      parts = [];
      alternatives.push(parts);
    } else if (symbol === '(' || symbol === '[') {
      const inner = readAlternatives(symbols, at, dictionary);
      if (symbols[inner.next] !== (symbol === '(' ? ')' : ']'))
        throw new Error(`Missing ${symbol} in ${symbols.join(' ')}`);
      const optional: Part[][] = symbol === '[' ? [[]] : [];
      parts.push({ kind: 'choice', alternatives: [...inner.alternatives, ...optional] });
      at = inner.next + 1;
    } else {
      parts.push(readSymbol(symbol, dictionary));
    }
  }
  return { alternatives, next: at };
}

function readSymbol(symbol: string, dictionary: Dictionary): Part {
  if (symbol.startsWith('<')) {
    const phrase = dictionary.classes[symbol.slice(1, -1)];
    if (phrase === undefined) throw new Error(`No class ${symbol}`);
    return { kind: 'choice', alternatives: [readPhrase(phrase, dictionary)] };
  }
  if (!symbol.startsWith('{')) return { kind: 'word', word: symbol };
  const [name = '', list] = symbol.slice(1, -1).split(':');
  if (list === undefined) return { kind: 'text', name };
  const terms = dictionary.terms[list];
  if (!terms) throw new Error(`No terms ${symbol}`);
  return {
    kind: 'term',
    name,
    terms: terms.map(([value, phrase]) => ({ value, parts: readPhrase(phrase, dictionary) })),
  };
}
