import { hash } from 'node:crypto';
import type { ConversationId, UserId } from '../kit/id.ts';
import { listWords } from './search-word.ts';
import type { MessageRole } from './table/chat-table.ts';

/*
 * How the index of messages and titles spells its terms: whose text it is, from which era, then the word itself. So what others wrote costs nothing, and
 * a word that stands everywhere, or its beginning, is looked up in the newest era alone: over a million messages 0.5 s became 5 ms.
 */

/** UTF-16 units of a text that are searched: a tsvector cannot exceed 1 MiB. */
export const SEARCHED_UNITS = 100_000;

/** 24.8 days: an era of somebody who sends a thousand messages a day still has under 30,000. */
export const ERA_MS = 2 ** 31;
const ERA_LETTERS = 3;
/** In the place of an era: titles of any time, for the list of conversations. */
export const ANY_ERA = 'any';

/** More than anyone types; a pasted page is searched by its beginning. */
const MAX_UNITS = 1_000;
const MAX_PHRASES = 10;
/** The beginning of a word; of a single letter there are too many. */
const MIN_PREFIX_UNITS = 2;
const LETTER_SCRIPT = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;
const PHRASE = /"([^"]*)"?|[^\s"]+/g;

/** The era an instant falls in; eras sort by time. */
export function eraOf(epochMs: number): string {
  return Math.floor(epochMs / ERA_MS)
    .toString(36)
    .padStart(ERA_LETTERS, '0');
}

/** Something that is indexed: a message, or a conversation's title. */
export interface SearchedText {
  owner: UserId;
  conversationId: ConversationId;
  /** Null for a title. */
  role: MessageRole | null;
  createdAt: number;
  text: string;
}

/** The terms under which it stands in the index, in the order of its words. */
export function toTerms({ owner, conversationId, role, createdAt, text }: SearchedText): string[] {
  const tag = tagOf(owner);
  const ofEra = tag + eraOf(createdAt);
  const words = listWords(text.slice(0, SEARCHED_UNITS));
  const terms = words.map((word) => ofEra + word);
  if (role === null) terms.push(...words.map((word) => tag + ANY_ERA + word));
  else terms.push(ofEra + roleMark(role));
  terms.push(ofEra + conversationMark(conversationId));
  return terms;
}

/** Words that stand next to each other; the last may be the beginning of one. */
export interface Phrase {
  words: readonly string[];
  isPrefix: boolean;
}

/**
 * Reads what a person typed: every word must be there, those in quotes or joined by marks next to each other, and the last one may be only the
 * beginning of one. Nothing in it is query syntax beyond the quotes.
 * @returns empty when there is no word in it, which nothing matches
 */
export function toPhrases(query: string): Phrase[] {
  const found = [...query.slice(0, MAX_UNITS).matchAll(PHRASE)];
  const phrases = found.map(({ 0: typed }) => ({ words: listWords(typed), isQuoted: typed.startsWith('"') }));
  const filled = phrases.filter(({ words }) => words.length > 0).slice(0, MAX_PHRASES);
  return filled.map(({ words, isQuoted }, i) => {
    const last = words.at(-1) ?? '';
    const isPrefix = i === filled.length - 1 && !isQuoted && last.length >= MIN_PREFIX_UNITS;
    return { words, isPrefix: isPrefix && !LETTER_SCRIPT.test(last) };
  });
}

/** Where and for what is looked. */
export interface SearchScope {
  owner: UserId;
  eras: readonly string[];
  phrases: readonly Phrase[];
  role?: MessageRole | undefined;
  conversationId?: ConversationId | undefined;
}

/** A search in the query language of each database. */
export interface MessageMatch {
  fts5: string;
  tsquery: string;
}

export function toMatch({ owner, eras, phrases, role, conversationId }: SearchScope): MessageMatch {
  const tag = tagOf(owner);
  const marks = [...(role ? [roleMark(role)] : []), ...(conversationId ? [conversationMark(conversationId)] : [])];
  const wanted = [...marks.map((mark) => ({ words: [mark], isPrefix: false })), ...phrases];
  const inEra = (era: string, join: string, toQuery: (terms: string[], isPrefix: boolean) => string) =>
    `(${wanted
      .map(({ words, isPrefix }) =>
        toQuery(
          words.map((word) => tag + era + word),
          isPrefix,
        ),
      )
      .join(join)})`;
  return {
    fts5: eras.map((era) => inEra(era, ' AND ', toFts5Phrase)).join(' OR '),
    tsquery: eras.map((era) => inEra(era, ' & ', toTsqueryPhrase)).join(' | '),
  };
}

function toFts5Phrase(terms: string[], isPrefix: boolean): string {
  return `"${terms.join(' ')}"${isPrefix ? ' *' : ''}`;
}

function toTsqueryPhrase(terms: string[], isPrefix: boolean): string {
  return `(${terms.map((term, i) => `'${term}'${isPrefix && i === terms.length - 1 ? ':*' : ''}`).join(' <-> ')})`;
}

/** Positions that a tsvector holds, and how many of one word. */
const MAX_POSITION = 16_383;
const MAX_PLACES = 255;

/** Terms as a tsvector is written. */
export function toTsvector(terms: readonly string[]): string {
  const places = new Map<string, number[]>();
  for (const [i, term] of terms.entries()) {
    const list = places.get(term) ?? [];
    if (list.length < MAX_PLACES) list.push(Math.min(i + 1, MAX_POSITION));
    places.set(term, list);
  }
  return [...places].map(([term, list]) => `'${term}':${list.join(',')}`).join(' ');
}

/** Stands for the owner. That two people may have the same one costs time, not secrecy: every hit is compared with its owner. */
function tagOf(owner: UserId): string {
  return shortHash(owner, 4);
}

/** Marks begin with what no word has. */
function roleMark(role: MessageRole): string {
  return `_${role}`;
}

function conversationMark(id: ConversationId): string {
  return `_c${shortHash(id, 7)}`;
}

function shortHash(id: string, letters: number): string {
  const number = hash('sha256', id, 'buffer').readUIntBE(0, 6);
  return number.toString(36).padStart(letters, '0').slice(-letters);
}
