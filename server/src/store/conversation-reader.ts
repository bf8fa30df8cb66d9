import type { Selectable } from 'kysely';
import type { ConversationId, UserId } from '../kit/id.ts';
import { must } from '../kit/must.ts';
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

/** Which part of a list is wanted; null for both. Temporary conversations are in no list. */
interface ListPart {
  isArchived: boolean;
  isPinned: boolean | null;
}

const definePage = (name: string, { isArchived, isPinned }: ListPart) =>
  readQuery(name, (db, a: ListArgs) => {
    const page = db
      .selectFrom('conversations')
      .selectAll()
      .where('user_id', '=', a.owner)
      .where('expires_at', 'is', null)
      .where('archived_at', isArchived ? 'is not' : 'is', null)
      .where((eb) => eb(eb.refTuple('updated_at', 'id'), '<', eb.tuple(a.updatedAt, a.id as ConversationId)))
      .orderBy('updated_at', 'desc')
      .orderBy('id', 'desc')
      .limit(a.limit);
    return isPinned === null ? page : page.where('pinned_at', isPinned ? 'is not' : 'is', null);
  });

/** Each part has its query; the name tells which. */
const pages = new Map(
  [true, false].flatMap((isArchived) =>
    [null, true, false].map((isPinned) => {
      const pinned = isPinned === null ? '' : isPinned ? '_pinned' : '_unpinned';
      const name = `conversation.list${isArchived ? '_archived' : ''}${pinned}`;
      return [keyOf({ isArchived, isPinned }), definePage(name, { isArchived, isPinned })] as const;
    }),
  ),
);

function keyOf({ isArchived, isPinned }: ListPart): string {
  return `${isArchived} ${isPinned}`;
}

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
    part: ListPart,
  ): Promise<ConversationRow[]> {
    return db.all(must(pages.get(keyOf(part)), 'a list of conversations'), { owner, ...after, limit });
  },
};
