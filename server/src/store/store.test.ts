import { readdir, readlink } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, DIALECTS, openTestStore } from '../../test/database.ts';
import { AppError } from '../errors.ts';
import type { ConversationId, UserId } from '../kit/id.ts';
import { openStore, type Store } from './open.ts';
import { readQuery, writeQuery } from './query.ts';

const insertState = writeQuery('test.insert_state', (db, a: { key: string; value: string }) =>
  db.insertInto('instance_state').values({ key: a.key, value: a.value, updated_at: 1 }),
);
const renameState = writeQuery('test.rename_state', (db, a: { key: string; value: string }) =>
  db.updateTable('instance_state').set({ value: a.value }).where('key', '=', a.key).returning(['key', 'updated_at']),
);
const insertWindow = writeQuery('test.insert_window', (db, a: { owner: string; conversation: string }) =>
  db.insertInto('windows').values({
    user_id: a.owner as UserId,
    slot: 1,
    conversation_id: a.conversation as ConversationId,
    updated_at: 1,
  }),
);
const renameAll = writeQuery('test.rename_all', (db, a: { value: string }) =>
  db.updateTable('instance_state').set({ value: a.value }),
);
const readState = readQuery('test.read_state', (db, a: { key: string }) =>
  db.selectFrom('instance_state').selectAll().where('key', '=', a.key),
);

describe.each(DIALECTS)('the store on %s', (dialect) => {
  let store: Store & AsyncDisposable;
  beforeEach(async () => {
    store = await openTestStore(dialect);
  });
  afterEach(() => store[Symbol.asyncDispose]());

  it('gives back what was written, numbers as numbers', async () => {
    await store.transact((tx) => tx.run(insertState, { key: 'k', value: 'v' }));
    expect(await store.read.first(readState, { key: 'k' })).toEqual({ key: 'k', value: 'v', updated_at: 1 });
    expect(await store.read.first(readState, { key: 'other' })).toBeUndefined();
  });

  it('tells how many rows a write changed, with and without returning', async () => {
    const written = await store.transact((tx) => tx.run(insertState, { key: 'k', value: 'v' }));
    expect(written).toEqual({ rows: [], changes: 1 });
    const renamed = await store.transact((tx) => tx.run(renameState, { key: 'k', value: 'w' }));
    expect(renamed).toEqual({ rows: [{ key: 'k', updated_at: 1 }], changes: 1 });
    expect((await store.transact((tx) => tx.run(renameState, { key: 'none', value: 'w' }))).changes).toBe(0);
  });

  it('leaves nothing of a job that throws and everything of its neighbours', async () => {
    const results = await Promise.allSettled([
      store.transact((tx) => tx.run(insertState, { key: 'a', value: '1' })),
      store.transact(async (tx) => {
        await tx.run(insertState, { key: 'b', value: '1' });
        throw new AppError('E1003');
      }),
      store.transact((tx) => tx.run(insertState, { key: 'c', value: '1' })),
    ]);
    expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await store.read.first(readState, { key: 'a' })).toBeDefined();
    expect(await store.read.first(readState, { key: 'b' })).toBeUndefined();
    expect(await store.read.first(readState, { key: 'c' })).toBeDefined();
  });

  it('answers as for a missing thing when what a row belongs to was deleted after it was found', async () => {
    const writing = store.transact((tx) => tx.run(insertWindow, { owner: 'gone', conversation: 'gone' }));
    await expect(writing).rejects.toMatchObject({ code: 'E1002' });
  });

  it('sees its own writes inside a transaction, others only after the commit', async () => {
    await store.transact(async (tx) => {
      await tx.run(insertState, { key: 'k', value: 'v' });
      expect(await tx.first(readState, { key: 'k' })).toBeDefined();
      expect(await store.read.first(readState, { key: 'k' })).toBeUndefined();
    });
    expect(await store.read.first(readState, { key: 'k' })).toBeDefined();
  });

  it('takes many jobs at once and runs each exactly once', async () => {
    const keys = Array.from({ length: 200 }, (_, i) => `k${i}`);
    await Promise.all(keys.map((key) => store.transact((tx) => tx.run(insertState, { key, value: key }))));
    for (const key of keys) expect((await store.read.first(readState, { key }))?.value).toBe(key);
  });
});

describe.each(DIALECTS)('opening on %s', (dialect) => {
  it('refuses work that comes after it was closed', async () => {
    await using database = await createTestDatabase(dialect);
    const closed = await openStore(database.location);
    await closed.close();
    const late = () => closed.transact((tx) => tx.run(insertState, { key: 'late', value: '1' }));
    await expect(late()).rejects.toThrow();
    await expect(late()).rejects.toThrow();
  });

  it('keeps data over a restart and migrates only once', async () => {
    await using database = await createTestDatabase(dialect);
    const first = await openStore(database.location);
    await first.transact((tx) => tx.run(insertState, { key: 'k', value: 'v' }));
    await first.close();
    const second = await openStore(database.location);
    expect((await second.read.first(readState, { key: 'k' }))?.value).toBe('v');
    await second.close();
  });
});

it('refuses a second process on the same SQLite file with a plain sentence', async () => {
  await using database = await createTestDatabase('sqlite');
  const first = await openStore(database.location);
  await expect(openStore(database.location)).rejects.toThrow(/already running/);
  await first.close();
  await (await openStore(database.location)).close();
});

/** What this process has open, by name; where the machine does not tell, none. */
async function listOpenFiles(): Promise<string[]> {
  const fds = await readdir('/proc/self/fd').catch(() => []);
  return Promise.all(fds.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
}

it.runIf(process.platform === 'linux')('writes what a job could be undone with to no file of the system', async () => {
  await using store = await openTestStore('sqlite');
  const value = 'x'.repeat(1_000);
  for (let i = 0; i < 200; i += 1) await store.transact((tx) => tx.run(insertState, { key: `k${i}`, value }));
  const [, open] = await Promise.all([
    store.transact((tx) => tx.run(insertState, { key: 'another', value })),
    store.transact(async (tx) => {
      await tx.run(renameAll, { value: 'y'.repeat(1_000) });
      return listOpenFiles();
    }),
  ]);
  expect(open.filter((file) => file.includes('.db'))).not.toEqual([]);
  expect(open.filter((file) => file.includes('etilqs'))).toEqual([]);
});

it('answers E1007 when Postgres is not there', async () => {
  await expect(openStore('postgres://nobody@127.0.0.1:1/none')).rejects.toThrow();
});
