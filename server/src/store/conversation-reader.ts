import type { Selectable } from 'kysely';
import type { ConversationId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { ConversationTable } from './table/chat-table.ts';

export type ConversationRow = Selectable<ConversationTable>;

/** Where a page begins: rows that come after this one in the list's order. */
export interface ConversationPosition {
  updatedAt: number;
  id: string;
}

/** Before the newest row there can ever be. */
export const NEWEST_CONVERSATION: ConversationPosition = { updatedAt: Number.MAX_SAFE_INTEGER, id: '' };

const find = readQuery('conversation.find', (db, a: { owner: UserId; id: ConversationId }) =>
  db.selectFrom('conversations').selectAll().where('id', '=', a.id).where('user_id', '=', a.owner),
);

interface ListArgs {
  owner: UserId;
  updatedAt: number;
  id: string;
  limit: number;
}

const definePage = (name: string, isArchived: boolean) =>
  readQuery(name, (db, a: ListArgs) =>
    db
      .selectFrom('conversations')
      .selectAll()
      .where('user_id', '=', a.owner)
      .where('archived_at', isArchived ? 'is not' : 'is', null)
      .where((eb) => eb(eb.refTuple('updated_at', 'id'), '<', eb.tuple(a.updatedAt, a.id as ConversationId)))
      .orderBy('updated_at', 'desc')
      .orderBy('id', 'desc')
      .limit(a.limit),
  );

const list = definePage('conversation.list', false);
const listArchived = definePage('conversation.list_archived', true);

export const conversationReader = {
  find(db: ReadHandle, owner: UserId, id: ConversationId): Promise<ConversationRow | undefined> {
    return db.first(find, { owner, id });
  },
  /** Newest change first. */
  list(
    db: ReadHandle,
    owner: UserId,
    after: ConversationPosition,
    limit: number,
    archived: boolean,
  ): Promise<ConversationRow[]> {
    return db.all(archived ? listArchived : list, { owner, ...after, limit });
  },
};
