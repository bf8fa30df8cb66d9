import type { DatabaseSync } from 'node:sqlite';
import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * `now_ms()` is the database's own clock in milliseconds since 1970, under one name in both dialects. Leases are compared with it, because the
 * clocks of two instances may differ. This makes it where it is kept in the schema (Postgres).
 */
export async function createNowFunction(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`create function now_ms() returns bigint language sql stable
    as $$ select (extract(epoch from clock_timestamp()) * 1000)::bigint $$`.execute(db);
}

/** Makes `now_ms()` on an SQLite connection, where functions live as long as the connection. */
export function registerNowFunction(db: DatabaseSync): void {
  db.function('now_ms', () => Date.now());
}
