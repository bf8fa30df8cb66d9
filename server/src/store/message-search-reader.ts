import { sql } from 'kysely';
import type { ConversationId, MessageId, UserId } from '../kit/id.ts';
import type { ConversationPosition, ConversationRow, ListPart } from './conversation-reader.ts';
import { allEntryHits, entryHits } from './dialect/message-index.ts';
import { ANY_ERA, type MessageMatch, type Phrase, SEARCHED_UNITS, toMatch } from './message-search-term.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { MessageRole } from './table/chat-table.ts';

/** Something the index found; the fields of its conversation are null where that is not the owner's or only temporary. */
export interface SearchEntryRow {
  short_key: number;
  message_id: MessageId | null;
  role: MessageRole | null;
  written_at: number | null;
  conversation_id: ConversationId | null;
  title: string | null;
  space: string | null;
  archived_at: number | null;
  conversation_created_at: number | null;
}

const listEras = readQuery('message_search.eras', (db, a: { owner: UserId; from: string; to: string }) =>
  db
    .selectFrom('search_eras')
    .select('era')
    .where('user_id', '=', a.owner)
    .where('era', '>=', a.from)
    .where('era', '<=', a.to)
    .orderBy('era', 'desc'),
);

/** Which entries are looked at: those with keys from `from` on and before `before`. */
export interface EntrySpan {
  from: number;
  before: number;
  limit: number;
}

const findEntries = readQuery('message_search.entries', (db, a: MessageMatch & EntrySpan & { owner: UserId }) =>
  db
    .selectFrom(entryHits(db, a))
    .innerJoin('search_entries as e', 'e.short_key', 'hit.short_key')
    .leftJoin('messages as m', 'm.id', 'e.message_id')
    .leftJoin('conversations as c', (join) =>
      join
        .on((eb) => eb('c.id', '=', eb.fn.coalesce('e.conversation_id', 'm.conversation_id')))
        .on('c.user_id', '=', a.owner)
        .on('c.expires_at', 'is', null),
    )
    .select([
      'e.short_key',
      'e.message_id',
      'm.role',
      'm.created_at as written_at',
      'c.id as conversation_id',
      'c.title',
      'c.space',
      'c.archived_at',
      'c.created_at as conversation_created_at',
    ])
    .orderBy('e.short_key', 'desc'),
);

const findText = readQuery('message_search.text', (db, a: { owner: UserId; id: MessageId }) =>
  db
    .selectFrom('messages')
    .select(sql<string>`substr(text, 1, ${sql.lit(SEARCHED_UNITS)})`.as('text'))
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner),
);

interface TitleArgs extends MessageMatch {
  owner: UserId;
  archived: string;
  pinned: string;
  space: string;
  updatedAt: number;
  id: string;
  limit: number;
}

const ANYHOW = '%';

/** Joined in this order (SQLite keeps to that of cross joins): by the list first, each of a person's conversations was looked up in the index, 100 ms for 3,000. */
const findTitles = readQuery('message_search.titles', (db, a: TitleArgs) =>
  db
    .selectFrom(allEntryHits(db, a))
    .crossJoin('search_entries as e')
    .crossJoin('conversations as c')
    .selectAll('c')
    .whereRef('e.short_key', '=', 'hit.short_key')
    .whereRef('c.id', '=', 'e.conversation_id')
    .where('c.user_id', '=', a.owner)
    .where('c.expires_at', 'is', null)
    .where(sql<boolean>`case when c.archived_at is null then 'no' else 'yes' end like ${a.archived}`)
    .where(sql<boolean>`case when c.pinned_at is null then 'no' else 'yes' end like ${a.pinned}`)
    .where('c.space', 'like', a.space)
    .where((eb) => eb(eb.refTuple('c.updated_at', 'c.id'), '<', eb.tuple(a.updatedAt, a.id as ConversationId)))
    .orderBy('c.updated_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(a.limit),
);

export const messageSearchReader = {
  /** The eras from which a person has something in the index, newest first, from the era `from` to the era `to`. */
  async listEras(db: ReadHandle, owner: UserId, range: { from: string; to: string }): Promise<string[]> {
    return (await db.all(listEras, { owner, ...range })).map(({ era }) => era);
  },
  /** Entries that match, newest first; also those of nobody else's concern, so that who reads on knows where. */
  findEntries(db: ReadHandle, owner: UserId, match: MessageMatch, span: EntrySpan): Promise<SearchEntryRow[]> {
    return db.all(findEntries, { owner, ...match, ...span });
  },
  /** The part of a message that is searched; undefined when it is gone. */
  async findText(db: ReadHandle, owner: UserId, id: MessageId): Promise<string | undefined> {
    return (await db.first(findText, { owner, id }))?.text;
  },
  /** A person's conversations whose title matches, latest change first. */
  findTitles(
    db: ReadHandle,
    owner: UserId,
    phrases: readonly Phrase[],
    page: ConversationPosition & ListPart & { limit: number },
  ): Promise<ConversationRow[]> {
    const toChoice = (isWanted: boolean | null) => (isWanted === null ? ANYHOW : isWanted ? 'yes' : 'no');
    const { updatedAt, id, limit } = page;
    const choices = {
      archived: toChoice(page.isArchived),
      pinned: toChoice(page.isPinned),
      space: page.space ?? ANYHOW,
    };
    const match = toMatch({ owner, eras: [ANY_ERA], phrases });
    return db.all(findTitles, { owner, ...match, ...choices, updatedAt, id, limit });
  },
};
