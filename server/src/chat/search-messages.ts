import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import type { ConversationId, UserId } from '../kit/id.ts';
import { messageSearchReader, type SearchEntryRow } from '../store/message-search-reader.ts';
import { ERA_MS, eraOf, type Phrase, toMatch, toPhrases } from '../store/message-search-term.ts';
import { decodeCursor, encodeCursor, type Page } from '../store/page.ts';
import type { ReadHandle } from '../store/query.ts';
import type { MessageRole } from '../store/table/chat-table.ts';
import { createSnippet, snippetSchema } from './snippet.ts';

/** A message, or a conversation's title, in which the words stand. */
export const searchHitSchema = z
  .object({
    conversation_id: z.string(),
    conversation_title: z.string(),
    message_id: z.string().nullable().describe('Null where the title itself was found.'),
    role: z.enum(['user', 'assistant']).nullable(),
    space: z.string(),
    archived: z.boolean(),
    created_at: z.iso.datetime(),
    snippet: snippetSchema,
  })
  .meta({ id: 'SearchHit' });

export type SearchHit = z.infer<typeof searchHitSchema>;

export interface SearchWish {
  query: string;
  limit: number;
  cursor?: string | undefined;
  space?: string | undefined;
  role?: MessageRole | undefined;
  conversationId?: ConversationId | undefined;
  isArchived?: boolean | undefined;
  /** Milliseconds since 1970; the first is included, the second is not. */
  from?: number | undefined;
  to?: number | undefined;
}

/** Behind every time there is. */
const LAST_MS = 8_640_000_000_000_000;
/** Entries that are looked at for one page where a filter leaves few of them: about 20 ms. The page then ends early, and its cursor goes on. */
const MAX_LOOKED_AT = 1_000;
const ENTRIES_A_READ = 250;
/** Each group of eras is this much larger than the one before: what was not found lately is rare. */
const GROWTH = 3;

/**
 * The viewer's messages and titles in which all the words stand, newest first. Answers that are being written and temporary conversations are not
 * searched. A page may be shorter than `limit` and yet have a next one.
 * @throws AppError E1001 for a cursor that is none
 */
export async function searchMessages(db: ReadHandle, viewer: UserId, wish: SearchWish): Promise<Page<SearchHit>> {
  const phrases = toPhrases(wish.query);
  const from = wish.from ?? 0;
  const until = wish.to ?? LAST_MS;
  const before = wish.cursor === undefined ? until : Math.min(until, decodeCursor(wish.cursor, position)[0]);
  if (phrases.length === 0) return { items: [] };
  const { rows, next } = await findRows(db, viewer, wish, { phrases, from, before });
  const hits = await Promise.all(rows.map((row) => toHit(db, viewer, row, phrases)));
  return {
    items: hits.filter((hit) => hit !== undefined),
    ...(next !== undefined && { nextCursor: encodeCursor([next]) }),
  };
}

const position = z.tuple([z.number().int()]);

/** What a page shows, and the key behind which the next one begins. */
interface Found {
  rows: FoundRow[];
  next: number | undefined;
}

/** An entry of a conversation that the viewer may see. */
type FoundRow = SearchEntryRow & Pick<SearchHit, 'space'> & { conversation_id: ConversationId; title: string };

async function findRows(
  db: ReadHandle,
  owner: UserId,
  wish: SearchWish,
  { phrases, from, before }: { phrases: readonly Phrase[]; from: number; before: number },
): Promise<Found> {
  const { role, conversationId, limit } = wish;
  const rows: FoundRow[] = [];
  let lookedAt = 0;
  for (const eras of groupEras(await listEras(db, owner, from, before))) {
    const match = toMatch({ owner, eras, phrases, role, conversationId });
    for (let next = before, isMore = true; isMore; ) {
      const read = await messageSearchReader.findEntries(db, owner, match, {
        from,
        before: next,
        limit: readSize(wish),
      });
      isMore = read.length === readSize(wish);
      for (const row of read) {
        next = row.short_key;
        lookedAt += 1;
        if (isWanted(row, wish)) rows.push(row);
        if (rows.length > limit) return { rows: rows.slice(0, limit), next: rows.at(-2)?.short_key };
        if (lookedAt === MAX_LOOKED_AT) return { rows, next };
      }
    }
  }
  return { rows, next: undefined };
}

/** Filters that the index does not know leave few of the entries that it finds. */
function readSize({ limit, space, isArchived }: SearchWish): number {
  return space === undefined && isArchived === undefined ? limit + 1 : ENTRIES_A_READ;
}

/** Entries stand close behind their times where times were taken, so those of an era may have keys of the next. */
function listEras(db: ReadHandle, owner: UserId, from: number, before: number): Promise<string[]> {
  return messageSearchReader.listEras(db, owner, { from: eraOf(Math.max(from - ERA_MS, 0)), to: eraOf(before) });
}

/** The newest alone, then ever more at once. */
function* groupEras(eras: readonly string[]): Generator<string[]> {
  for (let start = 0, size = 1; start < eras.length; start += size, size *= GROWTH) {
    yield eras.slice(start, start + size);
  }
}

function isWanted(row: SearchEntryRow, { conversationId, space, isArchived }: SearchWish): row is FoundRow {
  if (row.conversation_id === null) return false;
  // In the index only a hash stands for it.
  if (conversationId !== undefined && row.conversation_id !== conversationId) return false;
  if (space !== undefined && row.space !== space) return false;
  return isArchived === undefined || (row.archived_at !== null) === isArchived;
}

async function toHit(
  db: ReadHandle,
  viewer: UserId,
  row: FoundRow,
  phrases: readonly Phrase[],
): Promise<SearchHit | undefined> {
  const text = row.message_id === null ? row.title : await messageSearchReader.findText(db, viewer, row.message_id);
  // Deleted since it was found.
  if (text === undefined) return undefined;
  return {
    conversation_id: row.conversation_id,
    conversation_title: row.title,
    message_id: row.message_id,
    role: row.role,
    space: row.space,
    archived: row.archived_at !== null,
    created_at: toIso(row.written_at ?? row.conversation_created_at ?? row.short_key),
    snippet: createSnippet(text, phrases),
  };
}
