import type { TableAccess } from './dialect/table-access.ts';
import { isPostgres } from './is-postgres.ts';
import { MIGRATIONS } from './migration/index.ts';

export type { TableAccess };

/** Lends the tables of a database as they are to a job: nothing is migrated, nothing held. @param location as for `openStore` */
export async function withTables<T>(
  location: string,
  access: 'read' | 'write',
  job: (tables: TableAccess) => Promise<T>,
): Promise<T> {
  const tables = await openTables(location, access);
  try {
    return await job(tables);
  } finally {
    await tables.close();
  }
}

async function openTables(location: string, access: 'read' | 'write'): Promise<TableAccess> {
  if (isPostgres(location)) return (await import('./dialect/postgres-tables.ts')).openPostgresTables(location);
  return (await import('./dialect/sqlite-tables.ts')).openSqliteTables(location, access);
}

/** Keeps every server and command off an SQLite file until it is released. On Postgres ask whether the database is shared. @throws DatabaseHeldError */
export async function holdDatabase(location: string): Promise<{ release(): void }> {
  if (isPostgres(location)) return { release: () => undefined };
  const lock = (await import('./dialect/sqlite.ts')).holdFile(location);
  return { release: () => lock.close() };
}

/** Migrations that a database lacks, and those it has that this version does not know. */
export async function compareMigrations(tables: TableAccess): Promise<{ missing: string[]; unknown: string[] }> {
  const [done, known] = [await tables.listMigrations(), Object.keys(MIGRATIONS)];
  return {
    missing: known.filter((name) => !done.includes(name)),
    unknown: done.filter((name) => !known.includes(name)),
  };
}

/** @throws Error when its schema is not that of this version */
export async function requireCurrentSchema(tables: TableAccess): Promise<void> {
  const { missing, unknown } = await compareMigrations(tables);
  if (missing.length + unknown.length === 0) return;
  throw new Error(
    'The database is of another version of OmniAI. Start the server of this version on it once, then try again.',
  );
}
