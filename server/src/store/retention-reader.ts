import { type ExpressionBuilder, sql } from 'kysely';
import type { ConversationId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { Database } from './schema.ts';

/** Conversations of one person and space that were last changed before a moment, in milliseconds since 1970. */
export interface Due {
  owner: UserId;
  space: string;
  before: number;
}

/** A conversation stays while it is pinned, while an answer is written in it and while it waits for a reminder. */
export const isDue = (eb: ExpressionBuilder<Database, 'conversations'>, a: Due) =>
  eb.and([
    eb('conversations.user_id', '=', a.owner),
    eb('conversations.space', '=', a.space),
    eb('conversations.updated_at', '<', a.before),
    eb('conversations.pinned_at', 'is', null),
    eb.not(
      eb.exists(
        eb
          .selectFrom('runs')
          .select('runs.id')
          .whereRef('runs.conversation_id', '=', 'conversations.id')
          .where('runs.status', '=', 'streaming'),
      ),
    ),
    eb.not(
      eb.exists(
        eb
          .selectFrom('follow_ups')
          .select('follow_ups.id')
          .whereRef('follow_ups.conversation_id', '=', 'conversations.id')
          .where('follow_ups.delivered_at', 'is', null),
      ),
    ),
  ]);

const messagesIn = sql<number>`(select count(*) from messages where messages.conversation_id = conversations.id)`;

const count = readQuery('retention.count', (db, a: Due) =>
  db
    .selectFrom('conversations')
    .select([
      sql<number>`count(*)`.as('conversations'),
      sql<number>`cast(coalesce(sum(${messagesIn}), 0) as bigint)`.as('messages'),
    ])
    .where((eb) => isDue(eb, a)),
);

const list = readQuery('retention.list', (db, a: Due & { limit: number }) =>
  db
    .selectFrom('conversations')
    .select(['id', messagesIn.as('messages')])
    .where((eb) => isDue(eb, a))
    .orderBy('updated_at')
    .orderBy('id')
    .limit(a.limit),
);

const defineEnd = (name: string, direction: 'asc' | 'desc') =>
  readQuery(name, (db, a: Due) =>
    db
      .selectFrom('conversations')
      .select(['id', 'title', 'updated_at'])
      .where((eb) => isDue(eb, a))
      .orderBy('updated_at', direction)
      .orderBy('id', direction)
      .limit(1),
  );

const findOldest = defineEnd('retention.find_oldest', 'asc');
const findNewest = defineEnd('retention.find_newest', 'desc');

const listPeople = readQuery('retention.list_people', (db, a: { after: string; limit: number }) =>
  db
    .selectFrom('users')
    .select(['id', 'email'])
    .where('id', '>', a.after as UserId)
    .orderBy('id')
    .limit(a.limit),
);

/** How much there is. */
export interface DueCount {
  conversations: number;
  messages: number;
}

/** One end of what is due. */
export interface DueEnd {
  id: ConversationId;
  title: string;
  /** Milliseconds since 1970. */
  updated_at: number;
}

/** What retention takes away, and whose it may be. */
export const retentionReader = {
  async count(db: ReadHandle, due: Due): Promise<DueCount> {
    return (await db.first(count, due)) ?? { conversations: 0, messages: 0 };
  },
  /** The longest unchanged first, each with how many messages are in it. */
  list(db: ReadHandle, due: Due, limit: number): Promise<{ id: ConversationId; messages: number }[]> {
    return db.all(list, { ...due, limit });
  },
  findOldest(db: ReadHandle, due: Due): Promise<DueEnd | undefined> {
    return db.first(findOldest, due);
  },
  findNewest(db: ReadHandle, due: Due): Promise<DueEnd | undefined> {
    return db.first(findNewest, due);
  },
  /** Everybody, in order of their ids. @param after the last id of the page before; empty for the first */
  listPeople(db: ReadHandle, after: string, limit: number): Promise<{ id: UserId; email: string }[]> {
    return db.all(listPeople, { after, limit });
  },
};
