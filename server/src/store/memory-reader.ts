import type { Kysely, Selectable } from 'kysely';
import type { ConversationId, MemoryId, MessageId, UserId } from '../kit/id.ts';
import { searchHits } from './dialect/full-text.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { Database } from './schema.ts';
import type { Search } from './search.ts';
import type { MemoryStatus, MemoryTable } from './table/context-table.ts';

export type MemoryRow = Omit<Selectable<MemoryTable>, 'short_key'>;

/** A memory with the conversation its source message stands in. */
export type SourcedMemoryRow = MemoryRow & { source_conversation_id: ConversationId | null };

const COLUMNS = [
  'memories.id',
  'memories.user_id',
  'memories.text',
  'memories.status',
  'memories.source',
  'memories.source_message_id',
  'memories.created_at',
  'memories.updated_at',
] as const;

const selectSourced = (db: Kysely<Database>) =>
  db
    .selectFrom('memories')
    .leftJoin('messages', 'messages.id', 'memories.source_message_id')
    .select([...COLUMNS, 'messages.conversation_id as source_conversation_id']);

const find = readQuery('memory.find', (db, a: { owner: UserId; id: MemoryId }) =>
  selectSourced(db).where('memories.id', '=', a.id).where('memories.user_id', '=', a.owner),
);

interface PageArgs {
  owner: UserId;
  status: MemoryStatus;
  before: string;
  limit: number;
}

const list = readQuery('memory.list', (db, a: PageArgs) =>
  selectSourced(db)
    .where('memories.user_id', '=', a.owner)
    .where('memories.status', '=', a.status)
    .where('memories.id', '<', a.before as MemoryId)
    .orderBy('memories.id', 'desc')
    .limit(a.limit),
);

const search = readQuery('memory.search', (db, a: PageArgs & Search) =>
  selectSourced(db)
    .innerJoin(searchHits(db, 'memories', a), 'hit.short_key', 'memories.short_key')
    .where('memories.user_id', '=', a.owner)
    .where('memories.status', '=', a.status)
    .where('memories.id', '<', a.before as MemoryId)
    .orderBy('memories.id', 'desc')
    .limit(a.limit),
);

const rank = readQuery('memory.rank', (db, a: { owner: UserId; limit: number } & Search) =>
  db
    .selectFrom('memories')
    .innerJoin(searchHits(db, 'memories', a), 'hit.short_key', 'memories.short_key')
    .select(COLUMNS)
    .where('memories.user_id', '=', a.owner)
    .where('memories.status', '=', 'kept')
    .orderBy('hit.rank')
    .orderBy('memories.id', 'desc')
    .limit(a.limit),
);

const newest = readQuery('memory.newest', (db, a: { owner: UserId; limit: number }) =>
  db
    .selectFrom('memories')
    .select(['id', 'text'])
    .where('user_id', '=', a.owner)
    .where('status', '=', 'kept')
    .orderBy('id', 'desc')
    .limit(a.limit),
);

const count = readQuery('memory.count', (db, a: { owner: UserId }) =>
  db
    .selectFrom('memories')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', a.owner)
    .where('status', '=', 'kept'),
);

const findSuggestedFrom = readQuery('memory.suggested_from', (db, a: { owner: UserId; messageId: MessageId }) =>
  db
    .selectFrom('memories')
    .select('id')
    .where('source_message_id', '=', a.messageId)
    .where('user_id', '=', a.owner)
    .where('source', '=', 'model')
    .limit(1),
);

export const memoryReader = {
  find(db: ReadHandle, owner: UserId, id: MemoryId): Promise<SourcedMemoryRow | undefined> {
    return db.first(find, { owner, id });
  },
  /** Newest first, those with ids smaller than `before`. */
  list(
    db: ReadHandle,
    owner: UserId,
    page: { status: MemoryStatus; before: string; limit: number },
  ): Promise<SourcedMemoryRow[]> {
    return db.all(list, { owner, ...page });
  },
  /** The same for those that match. */
  search(
    db: ReadHandle,
    owner: UserId,
    words: Search,
    page: { status: MemoryStatus; before: string; limit: number },
  ): Promise<SourcedMemoryRow[]> {
    return db.all(search, { owner, ...words, ...page });
  },
  /** Kept ones that match, best first. */
  rank(db: ReadHandle, owner: UserId, words: Search, limit: number): Promise<MemoryRow[]> {
    return db.all(rank, { owner, ...words, limit });
  },
  /** Id and text of the kept ones, newest first. */
  newest(db: ReadHandle, owner: UserId, limit: number): Promise<Pick<MemoryRow, 'id' | 'text'>[]> {
    return db.all(newest, { owner, limit });
  },
  /** How many a person keeps. */
  async count(db: ReadHandle, owner: UserId): Promise<number> {
    return (await db.first(count, { owner }))?.count ?? 0;
  },
  /** Whether a model has suggested something from this message already. */
  async wasSuggestedFrom(db: ReadHandle, owner: UserId, messageId: MessageId): Promise<boolean> {
    return (await db.first(findSuggestedFrom, { owner, messageId })) !== undefined;
  },
};
