import type { Selectable } from 'kysely';
import type { FollowUpId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { FollowUpTable } from './table/context-table.ts';

export type FollowUpRow = Selectable<FollowUpTable>;

const find = readQuery('follow_up.find', (db, a: { owner: UserId; id: FollowUpId }) =>
  db.selectFrom('follow_ups').selectAll().where('id', '=', a.id).where('user_id', '=', a.owner),
);

const list = readQuery('follow_up.list', (db, a: { owner: UserId; before: string; limit: number }) =>
  db
    .selectFrom('follow_ups')
    .selectAll()
    .where('user_id', '=', a.owner)
    .where('id', '<', a.before as FollowUpId)
    .orderBy('id', 'desc')
    .limit(a.limit),
);

export const followUpReader = {
  find(db: ReadHandle, owner: UserId, id: FollowUpId): Promise<FollowUpRow | undefined> {
    return db.first(find, { owner, id });
  },
  /** Newest first. @param page `before` is the id that it begins after */
  list(db: ReadHandle, owner: UserId, page: { before: string; limit: number }): Promise<FollowUpRow[]> {
    return db.all(list, { owner, ...page });
  },
};
