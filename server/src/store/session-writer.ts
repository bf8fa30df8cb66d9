import type { Selectable } from 'kysely';
import type { SessionId, UserId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { SessionTable } from './schema.ts';

export type SessionRow = Selectable<SessionTable>;

const insert = writeQuery('session.insert', (db, a: SessionRow) =>
  db.insertInto('sessions').values({
    id: a.id,
    user_id: a.user_id,
    token_hash: a.token_hash,
    ip: a.ip,
    user_agent: a.user_agent,
    created_at: a.created_at,
    last_seen_at: a.last_seen_at,
    expires_at: a.expires_at,
  }),
);

const touch = writeQuery('session.touch', (db, a: { id: SessionId; now: number; expiresAt: number }) =>
  db.updateTable('sessions').set({ last_seen_at: a.now, expires_at: a.expiresAt }).where('id', '=', a.id),
);

const remove = writeQuery('session.remove', (db, a: { id: SessionId }) =>
  db.deleteFrom('sessions').where('id', '=', a.id),
);

/** Ids sort by creation, so what is not above the first one too many is too old. */
const removeOldest = writeQuery('session.remove_oldest', (db, a: { userId: UserId; kept: number }) =>
  db
    .deleteFrom('sessions')
    .where('user_id', '=', a.userId)
    .where('id', '<=', (eb) =>
      eb
        .selectFrom('sessions as newer')
        .select('newer.id')
        .where('newer.user_id', '=', a.userId)
        .orderBy('newer.id', 'desc')
        .limit(1)
        .offset(a.kept),
    )
    .returning('id'),
);

const removeExpired = writeQuery('session.remove_expired', (db, a: { now: number }) =>
  db.deleteFrom('sessions').where('expires_at', '<=', a.now),
);

export const sessionWriter = {
  async insert(tx: WriteHandle, row: SessionRow): Promise<void> {
    await tx.run(insert, row);
  },
  /** Notes that a session was used and moves its end. */
  async touch(tx: WriteHandle, id: SessionId, now: number, expiresAt: number): Promise<void> {
    await tx.run(touch, { id, now, expiresAt });
  },
  /** Ends a session; false when it had ended already. */
  async remove(tx: WriteHandle, id: SessionId): Promise<boolean> {
    return (await tx.run(remove, { id })).changes === 1;
  },
  /** Ends the oldest sessions of a person beyond the newest `kept`, and tells which. */
  async removeOldest(tx: WriteHandle, userId: UserId, kept: number): Promise<SessionId[]> {
    return (await tx.run(removeOldest, { userId, kept })).rows.map((row) => row.id);
  },
  async removeExpired(tx: WriteHandle, now: number): Promise<void> {
    await tx.run(removeExpired, { now });
  },
};
