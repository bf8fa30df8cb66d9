import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../../test/database.ts';
import { createDatabase } from '../store/open.ts';
import { withTables } from '../store/open-tables.ts';
import { runCommand } from './test/run-command.ts';
import { settingsOf } from './test/settings-of.ts';

const FIRST = '001-foundation';

it('tries a new version on a copy, then backs up and brings the database to it', async () => {
  await using database = await createTestDatabase('sqlite');
  await createDatabase(database.location, FIRST);
  const upgrade = (...args: string[]) => runCommand(settingsOf(database), ['upgrade', '--json', ...args]);
  const rehearsed = await upgrade('--dry-run');
  expect(rehearsed).toMatchObject({ exitCode: 0, json: { dry_run: true, backup: null } });
  expect(rehearsed.json.migrations).toContain('002-voice-and-context');
  expect(await listMigrations(database.location)).toEqual([FIRST]);

  const { json } = await upgrade();
  expect(await listMigrations(database.location)).toEqual([FIRST, ...(json.migrations as string[])]);
  expect(await listMigrations(`${json.backup}/omniai.db`)).toEqual([FIRST]);
  expect((await upgrade()).json).toMatchObject({ ok: true, migrations: [], backup: null });
});

it('brings an SQLite file that was counted to planning without the counts', async () => {
  await using database = await createTestDatabase('sqlite');
  await createDatabase(database.location, '012-phone-push');
  const count = (first = '') => {
    using db = new DatabaseSync(database.location);
    db.exec(first);
    return db.prepare(`select name from sqlite_schema where name = 'sqlite_stat1'`).all();
  };
  expect(count('analyze')).toHaveLength(1);
  await runCommand(settingsOf(database), ['upgrade']);
  expect(count()).toEqual([]);
});

it('leaves a database alone that this version would break', async () => {
  await using database = await createTestDatabase('sqlite');
  await createDatabase(database.location, FIRST);
  const db = new DatabaseSync(database.location);
  db.exec('create table preferences (id text)');
  db.close();
  const { exitCode, warned } = await runCommand(settingsOf(database), ['upgrade']);
  expect([exitCode, warned]).toEqual([1, expect.stringContaining('could not be brought up to date')]);
  expect(await listMigrations(database.location)).toEqual([FIRST]);
});

async function listMigrations(location: string): Promise<string[]> {
  return withTables(location, 'read', (tables) => tables.listMigrations());
}
