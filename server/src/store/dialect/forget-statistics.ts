import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** Has SQLite forget what it once counted in its tables. Postgres counts by itself, again and again. */
export async function forgetStatistics(db: Kysely<unknown>): Promise<void> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) return;
  await sql`drop table if exists sqlite_stat1`.execute(db);
  await sql`drop table if exists sqlite_stat4`.execute(db);
}
