import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../../test/database.ts';
import { startTestServer } from '../../test/server.ts';
import { instanceStateReader } from '../store/instance-state-reader.ts';
import { instanceStateWriter } from '../store/instance-state-writer.ts';
import { openStore } from '../store/open.ts';
import { withTables } from '../store/open-tables.ts';
import { runCommand } from './test/run-command.ts';
import { settingsOf } from './test/settings-of.ts';

it('leaves the old database, whole, when it is killed while rows go into Postgres', async () => {
  await using database = await createTestDatabase('postgres');
  const server = await startTestServer('postgres', { database });
  const made = await runCommand(settingsOf(database), ['backup', '--json']);
  const { path } = made.json.backup as { path: string };
  await server.person();
  await server[Symbol.asyncDispose]();

  const script = join(import.meta.dirname, 'test/restore-and-die.ts');
  expect(await once(fork(script, [path, database.location, database.dir]), 'exit')).toEqual([null, 'SIGKILL']);
  expect(await countUsers(database.location)).toBe(2);
  expect((await runCommand(settingsOf(database), ['restore', path, '--force'])).warned).toBe('');
  expect(await countUsers(database.location)).toBe(1);
}, 60_000);

it('takes nothing over from a restore that was killed before', async () => {
  await using database = await createTestDatabase('sqlite');
  await (await openStore(database.location)).close();
  const made = await runCommand(settingsOf(database), ['backup', '--json']);
  const { path } = made.json.backup as { path: string };
  const killed = join(database.dir, 'killed.db');
  const store = await openStore(killed);
  await store.transact((tx) => instanceStateWriter.put(tx, 'left_over', 'x', 1));
  await copyFile(`${killed}-wal`, `${database.location}.restoring-wal`);
  await store.close();
  expect((await runCommand(settingsOf(database), ['restore', path])).warned).toBe('');
  const restored = await openStore(database.location);
  expect(await instanceStateReader.find(restored.read, 'left_over')).toBeUndefined();
  await restored.close();
});

it('says how it takes the place of a database that nobody can read any more', async () => {
  await using database = await createTestDatabase('sqlite');
  await (await openStore(database.location)).close();
  const { path } = (await runCommand(settingsOf(database), ['backup', '--json'])).json.backup as { path: string };
  await writeFile(database.location, 'x'.repeat(100_000));
  expect((await runCommand(settingsOf(database), ['restore', path])).warned).toMatch(/cannot be read .* With --force/);
  expect((await runCommand(settingsOf(database), ['restore', path, '--force'])).warned).toBe('');
  expect(await countUsers(database.location)).toBe(0);
});

function countUsers(location: string): Promise<number> {
  return withTables(location, 'read', (tables) => tables.count('users'));
}
