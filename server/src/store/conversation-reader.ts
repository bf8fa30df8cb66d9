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
  space: string;
  updatedAt: number;
  id: string;
  limit: number;
}

/** Which part of a list is wanted. Temporary conversations are in no list. */
export interface ListPart {
  isArchived: boolean;
  /** Null for both. */
  isPinned: boolean | null;
  /** Null for all. */
  space: string | null;
}

/** What tells the queries of a list apart. */
type PageForm = Omit<ListPart, 'space'> & { isOfSpace: boolean };

const definePage = (name: string, { isArchived, isPinned, isOfSpace }: PageForm) =>
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
    const ofSpace = isOfSpace ? page.where('space', '=', a.space) : page;
    return isPinned === null ? ofSpace : ofSpace.where('pinned_at', isPinned ? 'is not' : 'is', null);
  });

/** Each form has its query; the name tells which. */
const pages = new Map(
  [false, true].flatMap((isOfSpace) =>
    [true, false].flatMap((isArchived) =>
      [null, true, false].map((isPinned) => {
        const pinned = isPinned === null ? '' : isPinned ? '_pinned' : '_unpinned';
        const name = `conversation.list${isArchived ? '_archived' : ''}${pinned}${isOfSpace ? '_of_space' : ''}`;
        const form = { isArchived, isPinned, isOfSpace };
        return [keyOf(form), definePage(name, form)] as const;
      }),
    ),
  ),
);

function keyOf({ isArchived, isPinned, isOfSpace }: PageForm): string {
  return `${isArchived} ${isPinned} ${isOfSpace}`;
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
    const page = must(pages.get(keyOf({ ...part, isOfSpace: part.space !== null })), 'a list of conversations');
    return db.all(page, { owner, ...after, limit, space: part.space ?? '' });
  },
};
