import { Migrator } from 'kysely/migration';
import { DatabaseHeldError } from './database-held-error.ts';
import type { Engine } from './dialect/engine.ts';
import { isPostgres } from './is-postgres.ts';
import { MIGRATIONS } from './migration/index.ts';
import type { ReadHandle, WriteHandle } from './query.ts';

/** The database as the rest of the server sees it: reads, and transactions that write. */
export interface Store {
  readonly dialect: 'sqlite' | 'postgres';
  readonly read: ReadHandle;
  transact<T>(job: (tx: WriteHandle) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Opens the database and brings its schema up to date.
 * @param location a `postgres://` URL, or the path of an SQLite file
 * @throws Error with a sentence for the person at the terminal when it cannot be opened or migrated
 */
export async function openStore(location: string): Promise<Store> {
  const engine = await openEngine(location);
  try {
    await migrate(engine);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return engine;
}

/** Loads only the dialect that is used: the other one costs every start 10 MB and a tenth of its time. */
async function openEngine(location: string): Promise<Engine> {
  if (isPostgres(location)) return (await import('./dialect/postgres.ts')).openPostgres(location);
  return (await import('./dialect/sqlite.ts')).openSqlite(location, 'alone');
}

/**
 * Opens the database as {@link openStore} does, or, where a running server holds its SQLite file, beside that server. There each transaction must be
 * short: the server waits for it.
 * @throws Error also when the running server is of another version, whose schema must not be touched
 */
export async function openStoreBeside(location: string): Promise<{ store: Store; isServerRunning: boolean }> {
  try {
    return { store: await openStore(location), isServerRunning: false };
  } catch (error) {
    if (!(error instanceof DatabaseHeldError)) throw error;
  }
  const engine = (await import('./dialect/sqlite.ts')).openSqlite(location, 'beside');
  const known = Object.keys(MIGRATIONS);
  const done = (await createMigrator(engine).getMigrations()).filter(({ executedAt }) => executedAt !== undefined);
  if (done.length === known.length && done.every(({ name }) => known.includes(name)))
    return { store: engine, isServerRunning: true };
  await engine.close();
  throw new Error('The running server is of another version than this command. Restart the server, then try again.');
}

/** Makes an empty database as a version left it that knew this migration last. @param file an SQLite file that is not there yet */
export async function createDatabase(file: string, lastMigration: string): Promise<void> {
  const engine = (await import('./dialect/sqlite.ts')).openSqlite(file, 'beside');
  try {
    const { error } = await createMigrator(engine).migrateTo(lastMigration);
    if (error) throw error;
  } finally {
    await engine.close();
  }
}

async function migrate(engine: Engine): Promise<void> {
  const { error } = await createMigrator(engine).migrateToLatest();
  if (error) throw new Error(`The database could not be brought up to date: ${String(error)}`, { cause: error });
}

function createMigrator({ kysely }: Engine): Migrator {
  return new Migrator({ db: kysely, provider: { getMigrations: async () => MIGRATIONS } });
}
