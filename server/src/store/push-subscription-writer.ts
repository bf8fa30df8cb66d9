import type { SessionId, UserId } from '../kit/id.ts';
import type { PushSubscriptionRow } from './push-subscription-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';

const release = writeQuery('push_subscription.release', (db, a: { endpoint: string; sessionId: SessionId }) =>
  db.deleteFrom('push_subscriptions').where('endpoint', '=', a.endpoint).where('session_id', '!=', a.sessionId),
);

const put = writeQuery('push_subscription.put', (db, a: PushSubscriptionRow) =>
  db
    .insertInto('push_subscriptions')
    .values({
      session_id: a.session_id,
      user_id: a.user_id,
      endpoint: a.endpoint,
      p256dh: a.p256dh,
      auth: a.auth,
      user_agent: a.user_agent,
      created_at: a.created_at,
    })
    .onConflict((c) =>
      c.column('session_id').doUpdateSet({
        endpoint: a.endpoint,
        p256dh: a.p256dh,
        auth: a.auth,
        user_agent: a.user_agent,
        created_at: a.created_at,
      }),
    ),
);

const remove = writeQuery('push_subscription.remove', (db, a: { owner: UserId; sessionId: SessionId }) =>
  db.deleteFrom('push_subscriptions').where('session_id', '=', a.sessionId).where('user_id', '=', a.owner),
);

const forget = writeQuery('push_subscription.forget', (db, a: { owner: UserId; endpoint: string }) =>
  db.deleteFrom('push_subscriptions').where('endpoint', '=', a.endpoint).where('user_id', '=', a.owner),
);

export const pushSubscriptionWriter = {
  /** Of one session there is one. A browser that somebody else was signed in with before is theirs no more. */
  async put(tx: WriteHandle, row: PushSubscriptionRow): Promise<void> {
    await tx.run(release, { endpoint: row.endpoint, sessionId: row.session_id });
    await tx.run(put, row);
  },
  async remove(tx: WriteHandle, owner: UserId, sessionId: SessionId): Promise<void> {
    await tx.run(remove, { owner, sessionId });
  },
  /** Removes it unless the browser has another one by now. */
  async forget(tx: WriteHandle, owner: UserId, endpoint: string): Promise<void> {
    await tx.run(forget, { owner, endpoint });
  },
};
