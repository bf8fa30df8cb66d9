import { type Selectable, sql } from 'kysely';
import type { OutboxId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { OutboxTable } from './table/operation-table.ts';

export type OutboxRow = Selectable<OutboxTable>;

/** Renewed by a worker that lives, so that a row is given to another one only when its first one died. */
const LEASE_MS = 60_000;

type NewRow = Pick<
  OutboxRow,
  'id' | 'kind' | 'user_id' | 'subject_id' | 'payload' | 'dedupe_key' | 'due_at' | 'created_at'
>;

const insert = writeQuery('outbox.insert', (db, a: NewRow & { status: 'pending' | 'background' }) =>
  db
    .insertInto('outbox')
    .values({
      id: a.id,
      kind: a.kind,
      user_id: a.user_id,
      subject_id: a.subject_id,
      payload: a.payload,
      dedupe_key: a.dedupe_key,
      status: a.status,
      attempts: 0,
      due_at: a.due_at,
      created_at: a.created_at,
      updated_at: a.created_at,
    })
    .onConflict((c) => c.column('dedupe_key').doNothing()),
);

/** The condition stands outside the subquery too: a worker that waited for another one's lock must look again. */
const lease = writeQuery('outbox.lease', (db, a: { worker: string; now: number; limit: number }) =>
  db
    .updateTable('outbox')
    .set((eb) => ({
      status: 'leased',
      lease_owner: a.worker,
      lease_expires_at: sql<number>`now_ms() + ${sql.lit(LEASE_MS)}`,
      attempts: eb('attempts', '+', 1),
      updated_at: a.now,
    }))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('outbox')
        .select('id')
        .where((e) =>
          e.or([
            e.and([e('status', '=', 'pending'), e('due_at', '<=', a.now)]),
            e.and([e('status', '=', 'leased'), e('lease_expires_at', '<', sql<number>`now_ms()`)]),
          ]),
        )
        .orderBy('due_at')
        .limit(a.limit),
    )
    .where((e) =>
      e.or([
        e('status', '=', 'pending'),
        e.and([e('status', '=', 'leased'), e('lease_expires_at', '<', sql<number>`now_ms()`)]),
      ]),
    )
    .returningAll(),
);

/** In a query of its own, which finds the row by the index however many wait. */
const leaseBackground = writeQuery('outbox.lease_background', (db, a: { worker: string; now: number }) =>
  db
    .updateTable('outbox')
    .set((eb) => ({
      status: 'leased',
      lease_owner: a.worker,
      lease_expires_at: sql<number>`now_ms() + ${sql.lit(LEASE_MS)}`,
      attempts: eb('attempts', '+', 1),
      updated_at: a.now,
    }))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('outbox')
        .select('id')
        .where('status', '=', 'background')
        .where('due_at', '<=', a.now)
        .orderBy('due_at')
        .limit(sql.lit(1)),
    )
    .where('status', '=', 'background')
    .returningAll(),
);

const renew = writeQuery('outbox.renew', (db, a: { id: OutboxId; worker: string }) =>
  db
    .updateTable('outbox')
    .set({ lease_expires_at: sql<number>`now_ms() + ${sql.lit(LEASE_MS)}` })
    .where('id', '=', a.id)
    .where('lease_owner', '=', a.worker),
);

const done = writeQuery('outbox.done', (db, a: { id: OutboxId; worker: string; now: number }) =>
  db
    .updateTable('outbox')
    .set({ status: 'done', lease_owner: null, lease_expires_at: null, last_error: null, updated_at: a.now })
    .where('id', '=', a.id)
    .where('lease_owner', '=', a.worker),
);

const retry = writeQuery(
  'outbox.retry',
  (db, a: { id: OutboxId; worker: string; now: number; dueAt: number; reason: string }) =>
    db
      .updateTable('outbox')
      .set({
        status: 'pending',
        lease_owner: null,
        lease_expires_at: null,
        due_at: a.dueAt,
        last_error: a.reason,
        updated_at: a.now,
      })
      .where('id', '=', a.id)
      .where('lease_owner', '=', a.worker),
);

const wait = writeQuery('outbox.wait', (db, a: { id: OutboxId; worker: string; now: number; dueAt: number }) =>
  db
    .updateTable('outbox')
    .set((eb) => ({
      status: 'pending',
      lease_owner: null,
      lease_expires_at: null,
      attempts: eb('attempts', '-', 1),
      due_at: a.dueAt,
      updated_at: a.now,
    }))
    .where('id', '=', a.id)
    .where('lease_owner', '=', a.worker),
);

const park = writeQuery('outbox.park', (db, a: { id: OutboxId; worker: string; now: number; reason: string }) =>
  db
    .updateTable('outbox')
    .set({ status: 'parked', lease_owner: null, lease_expires_at: null, last_error: a.reason, updated_at: a.now })
    .where('id', '=', a.id)
    .where('lease_owner', '=', a.worker),
);

const releaseAll = writeQuery('outbox.release_all', (db, a: { now: number }) =>
  db
    .updateTable('outbox')
    .set({ status: 'pending', lease_owner: null, lease_expires_at: null, updated_at: a.now })
    .where('status', '=', 'leased'),
);

const unpark = writeQuery('outbox.unpark', (db, a: { id: OutboxId; now: number }) =>
  db
    .updateTable('outbox')
    .set({ status: 'pending', attempts: 0, due_at: a.now, updated_at: a.now })
    .where('id', '=', a.id)
    .where('status', '=', 'parked')
    .returningAll(),
);

type SweptStatus = 'done' | 'parked' | 'background';

/** The time at which it was due is in the index, and never much later than the one at which it was settled. */
const removeOld = writeQuery(
  'outbox.remove_old',
  (db, a: { status: SweptStatus; settledBefore: number; limit: number }) =>
    db
      .deleteFrom('outbox')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('outbox')
          .select('id')
          .where('status', '=', a.status)
          .where('due_at', '<', a.settledBefore)
          .where('updated_at', '<', a.settledBefore)
          .limit(a.limit),
      ),
);

export const outboxWriter = {
  /** Queues an effect in the transaction of its cause. Does nothing when the `dedupe_key` is there already; tells which. */
  async insert(tx: WriteHandle, row: NewRow): Promise<boolean> {
    return (await tx.run(insert, { ...row, status: 'pending' })).changes === 1;
  },
  /** The same for what may wait until nobody waits for an answer, and be dropped where that never is. */
  async insertBackground(tx: WriteHandle, row: NewRow): Promise<boolean> {
    return (await tx.run(insert, { ...row, status: 'background' })).changes === 1;
  },
  /** Takes due rows for one worker: pending ones, and those whose worker died. */
  async lease(tx: WriteHandle, worker: string, now: number, limit: number): Promise<OutboxRow[]> {
    return (await tx.run(lease, { worker, now, limit })).rows;
  },
  /** Takes the background row that has waited longest, if one is due. */
  async leaseBackground(tx: WriteHandle, worker: string, now: number): Promise<OutboxRow | undefined> {
    return (await tx.run(leaseBackground, { worker, now })).rows[0];
  },
  /** Keeps rows that are still being delivered. */
  async renew(tx: WriteHandle, ids: readonly OutboxId[], worker: string): Promise<void> {
    await tx.runEach(
      renew,
      ids.map((id) => ({ id, worker })),
    );
  },
  /** This and the next three tell whether the row was still the worker's; if not, they change nothing. */
  async done(tx: WriteHandle, id: OutboxId, worker: string, now: number): Promise<boolean> {
    return (await tx.run(done, { id, worker, now })).changes === 1;
  },
  async retry(
    tx: WriteHandle,
    id: OutboxId,
    worker: string,
    now: number,
    dueAt: number,
    reason: string,
  ): Promise<boolean> {
    return (await tx.run(retry, { id, worker, now, dueAt, reason })).changes === 1;
  },
  /** Gives a row back that came too early; the look at it counts as no try. */
  async wait(tx: WriteHandle, id: OutboxId, worker: string, now: number, dueAt: number): Promise<boolean> {
    return (await tx.run(wait, { id, worker, now, dueAt })).changes === 1;
  },
  /** Sets a row aside for a person to look at. */
  async park(tx: WriteHandle, id: OutboxId, worker: string, now: number, reason: string): Promise<boolean> {
    return (await tx.run(park, { id, worker, now, reason })).changes === 1;
  },
  /** Gives back every leased row, whoever leased it. */
  async releaseAll(tx: WriteHandle, now: number): Promise<void> {
    await tx.run(releaseAll, { now });
  },
  /** Lets a parked row be tried anew, with all its tries; undefined when no such row is parked. */
  async unpark(tx: WriteHandle, id: OutboxId, now: number): Promise<OutboxRow | undefined> {
    return (await tx.run(unpark, { id, now })).rows[0];
  },
  /** Removes rows that are in the status and were not touched since; gives how many, at most `limit`. */
  async removeOld(tx: WriteHandle, status: SweptStatus, settledBefore: number, limit: number): Promise<number> {
    return (await tx.run(removeOld, { status, settledBefore, limit })).changes;
  },
};
