import type { Selectable } from 'kysely';
import type { SessionId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { PushSubscriptionTable } from './table/push-table.ts';

export type PushSubscriptionRow = Selectable<PushSubscriptionTable>;

const find = readQuery('push_subscription.find', (db, a: { owner: UserId; sessionId: SessionId }) =>
  db.selectFrom('push_subscriptions').selectAll().where('session_id', '=', a.sessionId).where('user_id', '=', a.owner),
);

const sessionsOf = readQuery('push_subscription.sessions_of', (db, a: { owner: UserId }) =>
  db.selectFrom('push_subscriptions').select('session_id').where('user_id', '=', a.owner),
);

const count = readQuery('push_subscription.count', (db) =>
  db.selectFrom('push_subscriptions').select((eb) => eb.fn.countAll<number>().as('count')),
);

export const pushSubscriptionReader = {
  find(db: ReadHandle, owner: UserId, sessionId: SessionId): Promise<PushSubscriptionRow | undefined> {
    return db.first(find, { owner, sessionId });
  },
  /** The sessions in whose browsers a person wants to be told; at most as many as they have sessions. */
  async sessionsOf(db: ReadHandle, owner: UserId): Promise<SessionId[]> {
    return (await db.all(sessionsOf, { owner })).map(({ session_id }) => session_id);
  },
  /** In how many browsers people want to be told. */
  async count(db: ReadHandle): Promise<number> {
    return Number((await db.first(count, {}))?.count ?? 0);
  },
};
