import type { UserId } from '../kit/id.ts';
import { eraOf, toTerms } from '../store/message-search-term.ts';
import type { WriteHandle } from '../store/query.ts';
import type { MessageToIndex, StaleTitle } from '../store/search-progress-reader.ts';
import { type NewEntry, searchProgressWriter } from '../store/search-progress-writer.ts';

/** Something that waits for its place in the full-text index. */
interface WaitingEntry extends Omit<NewEntry, 'key'> {
  owner: UserId;
  createdAt: number;
  /** How far behind its time its place is looked for first. */
  lag: number;
  terms: readonly string[];
}

/** A question, the conversation it opens and its answer are of the same millisecond: with a place each they need not be tried again. */
const LAG = { question: 0, title: 1, answer: 2 };

export function toMessageEntry({ id, user_id, conversation_id, role, created_at, text }: MessageToIndex): WaitingEntry {
  const place = { owner: user_id, createdAt: created_at };
  const terms = toTerms({ ...place, conversationId: conversation_id, role, text });
  return { kind: 'message', id, ...place, lag: role === 'user' ? LAG.question : LAG.answer, terms };
}

export function toTitleEntry({ conversation_id: id, user_id, title: text, created_at }: StaleTitle): WaitingEntry {
  const place = { owner: user_id, createdAt: created_at };
  const terms = toTerms({ ...place, conversationId: id, role: null, text });
  return { kind: 'title', id, ...place, lag: LAG.title, terms };
}

/** Half a million that were written in the same millisecond find a place each; what is gone meanwhile finds none. */
const KEY_TRIES = 24;

/** Inserts entries under their times; where one is taken, close behind it. */
export async function insertSearchEntries(
  tx: WriteHandle,
  entries: readonly WaitingEntry[],
  random: () => number,
): Promise<void> {
  let waiting = entries;
  for (let attempt = 0; waiting.length > 0 && attempt < KEY_TRIES; attempt += 1) {
    const spread = () => (attempt === 0 ? 0 : 1 + Math.floor(random() * 2 ** (attempt - 1)));
    const tried = waiting.map((entry) => ({ ...entry, key: entry.createdAt + entry.lag + spread() }));
    const added = new Set(await searchProgressWriter.insertEntries(tx, tried));
    await searchProgressWriter.insertTerms(tx, [...added]);
    waiting = tried.filter((entry) => !added.has(entry));
  }
  const eras = entries.map(({ owner, createdAt }) => ({ owner, era: eraOf(createdAt) }));
  await searchProgressWriter.insertEras(tx, [...new Map(eras.map((era) => [era.owner + era.era, era])).values()]);
}
