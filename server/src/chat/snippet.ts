import { z } from 'zod';
import type { Phrase } from '../store/message-search-term.ts';
import { type PlacedWord, placeWords } from '../store/search-word.ts';

/** Some of a text in pieces, so that marks need no markup: whoever shows it decides how, and nothing in a text can pass for a mark. */
export const snippetSchema = z
  .array(z.object({ text: z.string(), marked: z.boolean().describe('Whether it is a word that was looked for.') }))
  .meta({ id: 'Snippet' });

export type Snippet = z.infer<typeof snippetSchema>;

/** UTF-16 units: three lines beside a phone's edge. */
const SNIPPET_UNITS = 240;
/** What is shown before the first word that was found. */
const LEAD_UNITS = 60;
/** Places that are compared; a text may hold a word a thousand times. */
const MAX_PLACES = 200;

/** The part of a text in which most of the words stand, with each of them marked; its beginning where none does. */
export function createSnippet(text: string, phrases: readonly Phrase[]): Snippet {
  const found = findPlaces(text, phrases);
  const first = bestOf(found);
  const from = first === undefined ? 0 : startOfWord(text, Math.max(0, first.start - LEAD_UNITS));
  const until = Math.min(text.length, from + SNIPPET_UNITS);
  const pieces: Snippet = [];
  const add = (piece: string, marked: boolean) => {
    if (piece !== '') pieces.push({ text: piece.replace(/\s+/g, ' ').toWellFormed(), marked });
  };
  let at = from;
  for (const { start, end } of found) {
    if (start < from || end > until) continue;
    add(text.slice(at, start), false);
    add(text.slice(start, end), true);
    at = end;
  }
  add(text.slice(at, until), false);
  if (from > 0) pieces.unshift({ text: '…', marked: false });
  if (until < text.length) pieces.push({ text: '…', marked: false });
  return pieces;
}

function findPlaces(text: string, phrases: readonly Phrase[]): PlacedWord[] {
  const words = new Set(phrases.flatMap((phrase) => phrase.words));
  const prefix = phrases.find(({ isPrefix }) => isPrefix)?.words.at(-1);
  const found: PlacedWord[] = [];
  for (const place of placeWords(text)) {
    const isFound = words.has(place.word) || (prefix !== undefined && place.word.startsWith(prefix));
    if (isFound && found.push(place) === MAX_PLACES) break;
  }
  return found;
}

/** The place behind which most different words stand within a snippet. */
function bestOf(found: readonly PlacedWord[]): PlacedWord | undefined {
  let best: { place: PlacedWord; count: number } | undefined;
  for (const place of found) {
    const near = found.filter(
      ({ start, end }) => start >= place.start && end < place.start + SNIPPET_UNITS - LEAD_UNITS,
    );
    const count = new Set(near.map(({ word }) => word)).size;
    if (best === undefined || count > best.count) best = { place, count };
  }
  return best?.place;
}

/** The beginning of the word behind `at`, unless there is none near. */
function startOfWord(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, at + LEAD_UNITS).search(/\s/);
  return space === -1 ? at : at + space + 1;
}
