import { sql } from 'kysely';
import type { ConversationId, MessageId, UserId } from '../kit/id.ts';
import { SEARCHED_UNITS } from './message-search-term.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { MessageRole, MessageStatus } from './table/chat-table.ts';

export interface SearchProgress {
  indexed_to: string;
  /** Whether another instance indexes. */
  is_held: number;
}

/** A message that may have to be indexed. */
export interface WalkedMessage {
  id: MessageId;
  /** Null where the index has it already. */
  status: MessageStatus | null;
  /** Of its conversation: temporary ones are not indexed. */
  expires_at: number | null;
  /** In the database's own count. */
  units: number | null;
}

/** What of a message is indexed. */
export interface MessageToIndex {
  id: MessageId;
  user_id: UserId;
  conversation_id: ConversationId;
  role: MessageRole;
  created_at: number;
  text: string;
}

export interface StaleTitle {
  conversation_id: ConversationId;
  user_id: UserId;
  title: string;
  created_at: number;
  expires_at: number | null;
}

const find = readQuery('search_progress.find', (db, a: { instance: string }) =>
  db
    .selectFrom('search_progress')
    .select([
      'indexed_to',
      sql<number>`case when lease_expires_at > now_ms() and owner <> ${a.instance} then 1 else 0 end`.as('is_held'),
    ])
    .where('id', '=', 1),
);

const findAnyEntry = readQuery('search_progress.any_entry', (db, _: object) =>
  db.selectFrom('search_entries').select('short_key').limit(1),
);

/** Looks at so many messages and no more, however many of them are in the index. */
const walk = readQuery('search_progress.walk', (db, a: { after: string; until: string; limit: number }) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom('messages')
        .select('id')
        .where('id', '>', a.after as MessageId)
        .where('id', '<', a.until as MessageId)
        .orderBy('id')
        .limit(a.limit)
        .as('walked'),
    )
    .leftJoin('search_entries as e', 'e.message_id', 'walked.id')
    .leftJoin('messages as m', (join) => join.onRef('m.id', '=', 'walked.id').on('e.short_key', 'is', null))
    .leftJoin('conversations as c', 'c.id', 'm.conversation_id')
    .select(['walked.id', 'm.status', 'c.expires_at', sql<number | null>`length(m.text)`.as('units')])
    .orderBy('walked.id'),
);

const listTexts = readQuery('search_progress.texts', (db, a: { after: string; to: string }) =>
  db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .leftJoin('search_entries as e', 'e.message_id', 'm.id')
    .select([
      'm.id',
      'm.user_id',
      'm.conversation_id',
      'm.role',
      'm.created_at',
      sql<string>`substr(m.text, 1, ${sql.lit(SEARCHED_UNITS)})`.as('text'),
    ])
    .where('m.id', '>', a.after as MessageId)
    .where('m.id', '<=', a.to as MessageId)
    .where('m.status', '<>', 'streaming')
    .where('c.expires_at', 'is', null)
    .where('e.short_key', 'is', null)
    .orderBy('m.id'),
);

const listStaleTitles = readQuery('search_progress.stale_titles', (db, a: { limit: number }) =>
  db
    .selectFrom('stale_titles as s')
    // SQLite keeps to the order of a cross join: there are few stale titles, and many conversations.
    .crossJoin('conversations as c')
    .select(['s.conversation_id', 'c.user_id', 'c.title', 'c.created_at', 'c.expires_at'])
    .whereRef('c.id', '=', 's.conversation_id')
    .orderBy('s.conversation_id', 'desc')
    .limit(a.limit),
);

export const searchProgressReader = {
  find(db: ReadHandle, instance: string): Promise<SearchProgress | undefined> {
    return db.first(find, { instance });
  },
  async isEmpty(db: ReadHandle): Promise<boolean> {
    return (await db.first(findAnyEntry, {})) === undefined;
  },
  /** The messages behind the id `after` and before `until`, in the order of their ids. */
  walk(db: ReadHandle, span: { after: string; until: string; limit: number }): Promise<WalkedMessage[]> {
    return db.all(walk, span);
  },
  /** Those behind `after` up to `to` that have ended and are not in the index. */
  listTexts(db: ReadHandle, span: { after: string; to: string }): Promise<MessageToIndex[]> {
    return db.all(listTexts, span);
  },
  listStaleTitles(db: ReadHandle, limit: number): Promise<StaleTitle[]> {
    return db.all(listStaleTitles, { limit });
  },
};
