import { Migrator } from 'kysely/migration';
import type { Engine } from './dialect/engine.ts';
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
  if (/^postgres(ql)?:\/\//.test(location)) return (await import('./dialect/postgres.ts')).openPostgres(location);
  return (await import('./dialect/sqlite.ts')).openSqlite(location);
}

async function migrate(engine: Engine): Promise<void> {
  const migrator = new Migrator({ db: engine.kysely, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error(`The database could not be brought up to date: ${String(error)}`, { cause: error });
}
