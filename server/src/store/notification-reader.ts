import type { NotificationId, UserId } from '../kit/id.ts';
import type { NotificationRow } from './notification-writer.ts';
import { type ReadHandle, readQuery } from './query.ts';

const find = readQuery('notification.find', (db, a: { owner: UserId; id: NotificationId }) =>
  db.selectFrom('notifications').selectAll().where('id', '=', a.id).where('user_id', '=', a.owner),
);

const list = readQuery('notification.list', (db, a: { owner: UserId; before: string; limit: number }) =>
  db
    .selectFrom('notifications')
    .selectAll()
    .where('user_id', '=', a.owner)
    .where('id', '<', a.before as NotificationId)
    .orderBy('id', 'desc')
    .limit(a.limit),
);

export const notificationReader = {
  find(db: ReadHandle, owner: UserId, id: NotificationId): Promise<NotificationRow | undefined> {
    return db.first(find, { owner, id });
  },
  /** Newest first. @param page `before` is the id that it begins after */
  list(db: ReadHandle, owner: UserId, page: { before: string; limit: number }): Promise<NotificationRow[]> {
    return db.all(list, { owner, ...page });
  },
};
