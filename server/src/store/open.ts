import { Migrator } from 'kysely/migration';
import type { Engine } from './dialect/engine.ts';
import { openPostgres } from './dialect/postgres.ts';
import { openSqlite } from './dialect/sqlite.ts';
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
  const engine = /^postgres(ql)?:\/\//.test(location) ? openPostgres(location) : openSqlite(location);
  try {
    await migrate(engine);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return engine;
}

async function migrate(engine: Engine): Promise<void> {
  const migrator = new Migrator({ db: engine.kysely, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error(`The database could not be brought up to date: ${String(error)}`, { cause: error });
}
