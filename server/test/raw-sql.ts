import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import type { TestDatabase } from './database.ts';

type Row = Record<string, string | number | null>;

/**
 * Runs one statement past the server, as a person with the database's own tool would. The SQL must suit both dialects.
 * @returns its rows
 */
export async function runSql(database: TestDatabase, statement: string): Promise<Row[]> {
  if (!database.location.startsWith('postgres')) {
    const db = new DatabaseSync(database.location);
    try {
      db.exec('PRAGMA busy_timeout = 30000');
      return db
        .prepare(statement)
        .all()
        .map((row) => ({ ...row }) as Row);
    } finally {
      db.close();
    }
  }
  const client = new Client({ connectionString: database.location });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}
