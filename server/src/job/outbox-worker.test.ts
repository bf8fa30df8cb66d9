import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DIALECTS, openTestStore } from '../../test/database.ts';
import type { Clock } from '../kit/clock.ts';
import { createId, type OutboxId } from '../kit/id.ts';
import { createLog } from '../log.ts';
import type { Store } from '../store/open.ts';
import { type OutboxRow, outboxWriter } from '../store/outbox-writer.ts';
import { readQuery, writeQuery } from '../store/query.ts';
import { createOutboxWorker, type OutboxHandler } from './outbox-worker.ts';

const readRows = readQuery('test.outbox_rows', (db, _: Record<string, never>) =>
  db.selectFrom('outbox').select(['kind', 'status', 'attempts', 'due_at', 'last_error']).orderBy('created_at'),
);
const readLeases = readQuery('test.outbox_leases', (db, _: Record<string, never>) =>
  db.selectFrom('outbox').select('lease_expires_at'),
);
const expireLeases = writeQuery('test.expire_leases', (db, _: Record<string, never>) =>
  db.updateTable('outbox').set({ lease_expires_at: 0 }).where('status', '=', 'leased'),
);

describe.each(DIALECTS)('the outbox on %s', (dialect) => {
  let store: Store & AsyncDisposable;
  let nowMs: number;
  const clock: Clock = { now: () => nowMs, monotonic: () => nowMs };
  beforeEach(async () => {
    nowMs = 1_000_000;
    store = await openTestStore(dialect);
  });
  afterEach(() => store[Symbol.asyncDispose]());

  const createWorker = (instance: string, handler: OutboxHandler, from: Store = store) =>
    createOutboxWorker({
      store: from,
      clock,
      log: createLog('silent'),
      instance,
      handlers: new Map([['note', handler]]),
      random: () => 0.5,
    });
  const toRow = (dedupeKey: string, kind: string, dueAt: number) => ({
    id: createId<OutboxId>(),
    kind,
    user_id: null,
    subject_id: null,
    payload: JSON.stringify(dedupeKey),
    dedupe_key: dedupeKey,
    due_at: dueAt,
    created_at: nowMs,
  });
  const queue = (dedupeKey: string, kind = 'note', dueAt = nowMs) =>
    store.transact((tx) => outboxWriter.insert(tx, toRow(dedupeKey, kind, dueAt)));
  const queueBackground = (dedupeKey: string, dueAt: number) =>
    store.transact((tx) => outboxWriter.insertBackground(tx, toRow(dedupeKey, 'note', dueAt)));
  const rows = () => store.read.all(readRows, {});

  it('does what is due, once for each cause', async () => {
    const done: string[] = [];
    const worker = createWorker('a', async (row) => {
      done.push(row.payload);
      return { kind: 'done' };
    });
    expect([await queue('now'), await queue('now'), await queue('later', 'note', nowMs + 1)]).toEqual([
      true,
      false,
      true,
    ]);
    await worker.tick();
    expect(done).toEqual(['"now"']);
    nowMs += 1;
    await worker.tick();
    await worker.tick();
    expect(done).toEqual(['"now"', '"later"']);
    expect((await rows()).map(({ status }) => status)).toEqual(['done', 'done']);
  });

  it('shares the work among instances, each thing done by one of them', async () => {
    const done: string[] = [];
    const note: OutboxHandler = async (row) => {
      done.push(row.payload);
      return { kind: 'done' };
    };
    for (let i = 0; i < 60; i += 1) await queue(`note ${i}`);
    const workers = ['a', 'b', 'c'].map((name) => createWorker(name, note));
    while ((await rows()).some(({ status }) => status !== 'done'))
      await Promise.all(workers.map((worker) => worker.tick()));
    expect(done).toHaveLength(60);
    expect(new Set(done).size).toBe(60);
  });

  it('tries again later and later, and at last sets aside what cannot be done', async () => {
    const worker = createWorker('a', async () => {
      throw new Error('nobody there');
    });
    await queue('hopeless');
    const waits: number[] = [];
    for (;;) {
      expect(await worker.tick()).toBe(1);
      expect(await worker.tick()).toBe(0);
      const [row] = await rows();
      if (row?.status === 'parked') break;
      expect(row).toMatchObject({ status: 'pending', last_error: 'nobody there' });
      waits.push((row?.due_at ?? 0) - nowMs);
      nowMs = row?.due_at ?? 0;
    }
    expect(waits.slice(0, 5)).toEqual([2_000, 4_000, 8_000, 16_000, 32_000]);
    expect(waits.at(-1)).toBe(600_000);
    expect(waits.reduce((sum, ms) => sum + ms)).toBeGreaterThan(3_000_000);
    expect((await rows())[0]).toMatchObject({ status: 'parked', attempts: 14, last_error: 'nobody there' });
  });

  it('records what came of it together with the row, and calls the last retry parked', async () => {
    const recorded: string[] = [];
    const worker = createWorker('a', async () => ({
      kind: 'retry',
      reason: 'no',
      record: async (tx, settled) => {
        const [row] = await tx.all(readRows, {});
        recorded.push(`${settled} ${row?.status}`);
      },
    }));
    await queue('hopeless');
    while ((await rows())[0]?.status !== 'parked') {
      await worker.tick();
      nowMs += 1_000_000;
    }
    expect(recorded).toEqual([...Array(13).fill('retry pending'), 'park parked']);
  });

  it('settles nothing when what came of it cannot be recorded', async () => {
    const worker = createWorker('a', async () => ({
      kind: 'done',
      record: () => Promise.reject(new Error('disk full')),
    }));
    await queue('note');
    await expect(worker.tick()).rejects.toThrow('disk full');
    expect((await rows())[0]?.status).toBe('leased');
  });

  it('sets aside what no server survived', async () => {
    await queue('deadly');
    const deaths: Promise<number>[] = [];
    const slow = Promise.withResolvers<{ kind: 'done' }>();
    for (let i = 0; i < 14; i += 1) {
      const dying = createWorker(`dying ${i}`, () => slow.promise);
      deaths.push(dying.tick());
      await vi.waitFor(
        async () => expect((await rows())[0]).toMatchObject({ status: 'leased', attempts: i + 1 }),
        30_000,
      );
      await store.transact((tx) => tx.run(expireLeases, {}));
    }
    const heir = createWorker('heir', () => Promise.reject(new Error('must not be tried')));
    await heir.tick();
    expect((await rows())[0]).toMatchObject({ status: 'parked', last_error: 'the server died at every try' });
    slow.resolve({ kind: 'done' });
    await Promise.all(deaths);
    expect((await rows())[0]?.status).toBe('parked');
  });

  it('takes back at its start what a dead process held, where no other instance can hold it', async () => {
    const slow = Promise.withResolvers<{ kind: 'done' }>();
    await queue('held');
    const dead = createWorker('dead', () => slow.promise).tick();
    await vi.waitFor(async () => expect((await rows())[0]?.status).toBe('leased'), 30_000);
    const heir = createWorker('heir', async () => ({ kind: 'done' }));
    await heir.recover();
    expect(await heir.tick()).toBe(dialect === 'sqlite' ? 1 : 0);
    slow.resolve({ kind: 'done' });
    await dead;
  });

  it('sets aside what nobody here can do', async () => {
    await queue('strange', 'unknown kind');
    await createWorker('a', async () => ({ kind: 'done' })).tick();
    expect((await rows())[0]).toMatchObject({ status: 'parked', last_error: expect.stringContaining('unknown kind') });
  });

  it('takes over from a worker that died, whose late word counts no more', async () => {
    const slow = Promise.withResolvers<void>();
    await queue('abandoned');
    let isRecorded = false;
    const dying = createWorker('a', async () => {
      await slow.promise;
      return {
        kind: 'park',
        reason: 'too late',
        async record() {
          isRecorded = true;
        },
      };
    });
    const dead = dying.tick();
    await vi.waitFor(async () => expect((await rows())[0]?.status).toBe('leased'), 30_000);
    const heir = createWorker('b', async () => ({ kind: 'done' }));
    expect(await heir.tick()).toBe(0);
    await store.transact((tx) => tx.run(expireLeases, {}));
    expect(await heir.tick()).toBe(1);
    slow.resolve();
    await dead;
    expect((await rows())[0]).toMatchObject({ status: 'done', last_error: null });
    expect(isRecorded).toBe(false);
  });

  it('keeps nothing waiting for what is slow, and takes more than one round at once', async () => {
    const slow = Promise.withResolvers<{ kind: 'done' }>();
    const done: string[] = [];
    const worker = createWorker('a', async ({ payload }) => {
      if (payload === '"slow"') return slow.promise;
      done.push(payload);
      return { kind: 'done' };
    });
    await queue('slow');
    worker.start();
    await vi.waitFor(async () => expect((await rows())[0]?.status).toBe('leased'), 30_000);
    for (let i = 0; i < 30; i += 1) await queue(`quick ${i}`);
    worker.nudge();
    await vi.waitFor(() => expect(done).toHaveLength(30), 30_000);
    expect((await rows())[0]?.status).toBe('leased');
    slow.resolve({ kind: 'done' });
    await worker.stop();
    expect((await rows()).every(({ status }) => status === 'done')).toBe(true);
  });

  it('holds no more than sixty rows at once, and takes the next as soon as there is room', async () => {
    const waiting: (() => void)[] = [];
    const worker = createWorker('a', async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return { kind: 'done' };
    });
    for (let i = 0; i < 61; i += 1) await queue(`note ${i}`);
    worker.start();
    await vi.waitFor(() => expect(waiting).toHaveLength(60), 30_000);
    waiting[0]?.();
    // The worker alone would sleep for five seconds.
    await vi.waitFor(() => expect(waiting).toHaveLength(61), 4_000);
    for (const resolve of waiting) resolve();
    await worker.stop();
    expect((await rows()).every(({ status }) => status === 'done')).toBe(true);
  });

  it('takes what is for the background one at a time, and only while nobody waits', async () => {
    const done: string[] = [];
    let isBusy = true;
    const worker = createOutboxWorker({
      store,
      clock,
      log: createLog('silent'),
      instance: 'a',
      handlers: new Map([
        [
          'note',
          async ({ payload }: OutboxRow) => {
            done.push(payload);
            return { kind: 'done' } as const;
          },
        ],
      ]),
      random: () => 0.5,
      isBusy: () => isBusy,
    });
    await queueBackground('first', nowMs - 2);
    await queueBackground('second', nowMs - 1);
    await queueBackground('later', nowMs + 1);
    await queue('now');
    await worker.tick();
    expect(done).toEqual(['"now"']);
    isBusy = false;
    expect([await worker.tick(), await worker.tick(), await worker.tick()]).toEqual([1, 1, 0]);
    expect(done).toEqual(['"now"', '"first"', '"second"']);
    nowMs += 1;
    expect([await worker.tick(), done.at(-1)]).toEqual([1, '"later"']);
  });

  it('keeps the lease of what takes long', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const slow = Promise.withResolvers<{ kind: 'done' }>();
    await queue('long');
    const worker = createWorker('a', () => slow.promise);
    worker.start();
    await vi.waitFor(async () => expect((await rows())[0]?.status).toBe('leased'), 30_000);
    await store.transact((tx) => tx.run(expireLeases, {}));
    vi.advanceTimersByTime(20_000);
    const heir = createWorker('b', () => Promise.reject(new Error('must not be taken over')));
    await vi.waitFor(
      async () => expect((await store.read.all(readLeases, {}))[0]?.lease_expires_at).toBeGreaterThan(0),
      30_000,
    );
    expect(await heir.tick()).toBe(0);
    vi.useRealTimers();
    slow.resolve({ kind: 'done' });
    await worker.stop();
    expect((await rows())[0]?.status).toBe('done');
  });

  it('rests when the database takes nothing, instead of trying without pause', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await queue('waiting');
    let tries = 0;
    const broken: Store = {
      ...store,
      transact: () => {
        tries += 1;
        return Promise.reject(new Error('disk full'));
      },
    };
    const worker = createWorker('a', async () => ({ kind: 'done' }), broken);
    worker.start();
    for (let waitedMs = 0; waitedMs < 1_000; waitedMs += 100) {
      while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
      vi.advanceTimersByTime(100);
    }
    vi.useRealTimers();
    await worker.stop();
    expect(tries).toBeLessThanOrEqual(2);
  });
});
