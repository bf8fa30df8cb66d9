/** Words to look for, in the query language of each database; a query binds the one of its own. */
export interface Search {
  fts5: string;
  tsquery: string;
}

/** More words than anyone types; a pasted page is searched by its beginning. */
const MAX_WORDS = 32;
const MAX_UNITS = 4_000;
/** Postgres refuses words of 2 KiB. */
const MAX_WORD_UNITS = 100;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/**
 * Turns what a person typed into a search. It is read as plain words: nothing in it is query syntax.
 * @param mode `all`: every word must be there, the last one may be only the beginning of one. `any`: one of them is enough.
 * @returns undefined when there is no word in it, which nothing matches
 */
export function toSearch(text: string, mode: 'all' | 'any'): Search | undefined {
  const found = text.slice(0, MAX_UNITS).toLowerCase().match(WORD) ?? [];
  const words = [...new Set(found.filter((word) => word.length <= MAX_WORD_UNITS))].slice(0, MAX_WORDS);
  if (words.length === 0) return undefined;
  const last = mode === 'all' ? words.length - 1 : -1;
  return {
    fts5: words.map((word, i) => `"${word}"${i === last ? '*' : ''}`).join(mode === 'all' ? ' AND ' : ' OR '),
    tsquery: words.map((word, i) => `'${word}'${i === last ? ':*' : ''}`).join(mode === 'all' ? ' & ' : ' | '),
  };
}
