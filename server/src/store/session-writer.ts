import type { Selectable } from 'kysely';
import type { SessionId, UserId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { SessionTable } from './table/account-table.ts';

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
    proved_at: a.proved_at,
  }),
);

const touch = writeQuery('session.touch', (db, a: { id: SessionId; now: number; expiresAt: number }) =>
  db.updateTable('sessions').set({ last_seen_at: a.now, expires_at: a.expiresAt }).where('id', '=', a.id),
);

const remove = writeQuery('session.remove', (db, a: { id: SessionId }) =>
  db.deleteFrom('sessions').where('id', '=', a.id),
);

const removeOwn = writeQuery('session.remove_own', (db, a: { userId: UserId; id: SessionId }) =>
  db.deleteFrom('sessions').where('id', '=', a.id).where('user_id', '=', a.userId).returning('id'),
);
const removeByToken = writeQuery('session.remove_by_token', (db, a: { userId: UserId; tokenHash: string }) =>
  db.deleteFrom('sessions').where('token_hash', '=', a.tokenHash).where('user_id', '=', a.userId).returning('id'),
);
const removeOthers = writeQuery('session.remove_others', (db, a: { userId: UserId; kept: SessionId }) =>
  db.deleteFrom('sessions').where('user_id', '=', a.userId).where('id', '!=', a.kept).returning('id'),
);
const removeAll = writeQuery('session.remove_all', (db, a: { userId: UserId }) =>
  db.deleteFrom('sessions').where('user_id', '=', a.userId).returning('id'),
);
const removeEverybodys = writeQuery('session.remove_everybodys', (db) => db.deleteFrom('sessions'));
const prove = writeQuery('session.prove', (db, a: { id: SessionId; now: number }) =>
  db.updateTable('sessions').set({ proved_at: a.now }).where('id', '=', a.id),
);

/** Changes nothing, but whoever would end the session waits until this transaction ends. */
const hold = writeQuery('session.hold', (db, a: { id: SessionId }) =>
  db
    .updateTable('sessions')
    .set((eb) => ({ last_seen_at: eb.ref('last_seen_at') }))
    .where('id', '=', a.id),
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
  /** Ends one session of a person, named by its id or its token; undefined when they have no such session. */
  async removeOwn(
    tx: WriteHandle,
    userId: UserId,
    which: { id: SessionId } | { tokenHash: string },
  ): Promise<SessionId | undefined> {
    const { rows } =
      'id' in which
        ? await tx.run(removeOwn, { userId, id: which.id })
        : await tx.run(removeByToken, { userId, tokenHash: which.tokenHash });
    return rows[0]?.id;
  },
  /** Ends every session of a person but `kept`, and tells which. */
  async removeOthers(tx: WriteHandle, userId: UserId, kept: SessionId): Promise<SessionId[]> {
    return (await tx.run(removeOthers, { userId, kept })).rows.map((row) => row.id);
  },
  /** Ends every session of a person, and tells which. */
  async removeAll(tx: WriteHandle, userId: UserId): Promise<SessionId[]> {
    return (await tx.run(removeAll, { userId })).rows.map((row) => row.id);
  },
  async removeEverybodys(tx: WriteHandle): Promise<void> {
    await tx.run(removeEverybodys, {});
  },
  /** Holds a session against its end until the transaction ends; false when it has ended. */
  async hold(tx: WriteHandle, id: SessionId): Promise<boolean> {
    return (await tx.run(hold, { id })).changes === 1;
  },
  /** Notes that the holder of a session has just proved who they are. */
  async prove(tx: WriteHandle, id: SessionId, now: number): Promise<void> {
    await tx.run(prove, { id, now });
  },
  /** Ends the oldest sessions of a person beyond the newest `kept`, and tells which. */
  async removeOldest(tx: WriteHandle, userId: UserId, kept: number): Promise<SessionId[]> {
    return (await tx.run(removeOldest, { userId, kept })).rows.map((row) => row.id);
  },
  async removeExpired(tx: WriteHandle, now: number): Promise<void> {
    await tx.run(removeExpired, { now });
  },
};
