import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS, openTestStore } from '../../test/database.ts';
import { createId, type OutboxId } from '../kit/id.ts';
import type { Store } from '../store/open.ts';
import { outboxWriter } from '../store/outbox-writer.ts';
import { readQuery, type WriteHandle, writeQuery } from '../store/query.ts';
import type { OutboxStatus } from '../store/table/operation-table.ts';
import { sweepOutbox } from './sweep-outbox.ts';

const DAY_MS = 86_400_000;
const setStatus = writeQuery(
  'test.sweep_set_status',
  (db, a: { key: string; status: OutboxStatus; updatedAt: number }) =>
    db.updateTable('outbox').set({ status: a.status, updated_at: a.updatedAt }).where('dedupe_key', '=', a.key),
);
const listKeys = readQuery('test.sweep_keys', (db, _: Record<string, never>) =>
  db.selectFrom('outbox').select('dedupe_key').orderBy('dedupe_key'),
);

describe.each(DIALECTS)('cleaning the outbox on %s', (dialect) => {
  let store: Store & AsyncDisposable;
  beforeEach(async () => {
    store = await openTestStore(dialect);
  });
  afterEach(() => store[Symbol.asyncDispose]());

  const now = 100 * DAY_MS;
  const sweep = () => sweepOutbox({ store, clock: { now: () => now, monotonic: () => now } });
  const insert = async (tx: WriteHandle, key: string, status: OutboxStatus, settledDaysAgo: number, dueAt?: number) => {
    const settledAt = now - settledDaysAgo * DAY_MS;
    await outboxWriter.insert(tx, {
      id: createId<OutboxId>(),
      kind: 'note',
      user_id: null,
      subject_id: null,
      payload: '{}',
      dedupe_key: key,
      due_at: dueAt ?? settledAt,
      created_at: 0,
    });
    await tx.run(setStatus, { key, status, updatedAt: settledAt });
  };
  const put = (key: string, status: OutboxStatus, settledDaysAgo: number, dueAt?: number) =>
    store.transact((tx) => insert(tx, key, status, settledDaysAgo, dueAt));
  const keys = async () => (await store.read.all(listKeys, {})).map(({ dedupe_key }) => dedupe_key);

  it('forgets what was done a week ago and parked a month ago, and nothing that waits', async () => {
    await put('done long ago', 'done', 8);
    await put('done lately', 'done', 6);
    await put('due long ago, done lately', 'done', 6, 0);
    await put('parked long ago', 'parked', 31);
    await put('parked lately', 'parked', 29);
    await put('waiting', 'pending', 99);
    await put('leased', 'leased', 99);
    await put('never had its turn', 'background', 0.02);
    await put('waits for its turn', 'background', 0.005);
    await sweep();
    expect(await keys()).toEqual([
      'done lately',
      'due long ago, done lately',
      'leased',
      'parked lately',
      'waiting',
      'waits for its turn',
    ]);
  });

  it('goes on until nothing is left, however much there is', async () => {
    await store.transact(async (tx) => {
      for (let i = 0; i < 501; i += 1) await insert(tx, `done ${i}`, 'done', 8);
    });
    await sweep();
    expect(await keys()).toEqual([]);
  });
});
