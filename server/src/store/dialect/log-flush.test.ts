import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMigratedDatabase, type TestDatabase } from '../../../test/database.ts';
import { readQuery, writeQuery } from '../query.ts';
import type { Engine } from './engine.ts';
import type { SyncLog } from './log-flush.ts';
import { openSqlite } from './sqlite.ts';

const insert = writeQuery('flush.insert', (db, a: { key: string }) =>
  db.insertInto('instance_state').values({ key: a.key, value: '', updated_at: 1 }),
);
const find = readQuery('flush.find', (db, a: { key: string }) =>
  db.selectFrom('instance_state').select('key').where('key', '=', a.key),
);

let database: TestDatabase;
let engine: Engine;
/** Flushes that the disk has been asked for and has not answered. */
let asked: Parameters<SyncLog>[1][];
beforeEach(async () => {
  database = await createMigratedDatabase('sqlite');
  asked = [];
  engine = openSqlite(database.location, 'alone', (_, done) => void asked.push(done));
});
afterEach(async () => {
  await engine.close();
  await database[Symbol.asyncDispose]();
});

const look = (key: string) => engine.transact((tx) => tx.first(find, { key }));
const add = (key: string) => engine.transact((tx) => tx.run(insert, { key }));
async function answer(error: Error | null): Promise<void> {
  await expect.poll(() => asked.length).toBe(1);
  asked.pop()?.(error);
}
/** What stands in the database file alone, as after a loss of the log. */
async function listWithoutLog(): Promise<unknown[]> {
  const copy = join(database.dir, 'copy.db');
  await copyFile(database.location, copy);
  using db = new DatabaseSync(copy);
  return db
    .prepare('SELECT key FROM instance_state ORDER BY key')
    .all()
    .map(({ key }) => key);
}

it('tells nobody of a commit before it is on the disk', async () => {
  let isTold = false;
  const written = add('a').then(() => {
    isTold = true;
  });
  await expect.poll(() => asked.length).toBe(1);
  const next = add('b');
  await new Promise((resolve) => setImmediate(resolve));
  expect([isTold, await engine.read.first(find, { key: 'a' })]).toEqual([false, { key: 'a' }]);
  await answer(null);
  await written;
  await answer(null);
  await next;
});

it('asks the disk for nothing where nothing was written', async () => {
  const written = add('a');
  await answer(null);
  await written;
  expect(await look('b')).toBeUndefined();
  expect(asked).toEqual([]);
});

it('says that it failed where the disk does, and trusts the log again once it has been copied', async () => {
  const refused = { code: 'E1007' };
  const written = expect(add('a')).rejects.toMatchObject(refused);
  await answer(new Error('EIO'));
  await written;
  const reader = new DatabaseSync(database.location);
  reader.exec('BEGIN; SELECT * FROM instance_state');
  await expect(add('b')).rejects.toMatchObject(refused);
  // Who comes again and finds it there may not be told so either.
  await expect(look('a')).rejects.toMatchObject(refused);
  reader.close();
  expect(await look('a')).toEqual({ key: 'a' });
  expect(asked).toEqual([]);
  expect(await listWithoutLog()).toEqual(expect.arrayContaining(['a', 'b']));
  const trusted = add('c');
  await answer(null);
  await trusted;
});

it('has the log copied into the file meanwhile', async () => {
  const written = add('a');
  await answer(null);
  await written;
  await expect.poll(listWithoutLog).toContain('a');
});
