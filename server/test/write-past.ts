import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import type { TestDatabase } from './database.ts';

/** Writes rows as no part of the product would: without a look at what they refer to. */
export async function writePast(database: TestDatabase, statements: string[]): Promise<void> {
  if (!database.location.startsWith('postgres')) {
    const db = new DatabaseSync(database.location, { enableForeignKeyConstraints: false });
    db.exec('PRAGMA busy_timeout = 5000');
    db.function('now_ms', () => Date.now());
    for (const statement of statements) db.exec(statement);
    db.close();
    return;
  }
  const client = new Client({ connectionString: database.location });
  await client.connect();
  await client.query('set session_replication_role = replica');
  for (const statement of statements) await client.query(statement);
  await client.end();
}
