import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openStore } from '../src/store/open.ts';

/** Databases with the newest schema and nothing in them, of which tests take copies: that is quicker than every migration again. */
interface Templates extends AsyncDisposable {
  /** The path of a file. */
  readonly sqlite: string;
  /** The name of a database on the server. */
  readonly postgres: string;
}

/** @param postgresUrl a Postgres server on which databases may be made */
export async function createTemplates(postgresUrl: string): Promise<Templates> {
  await using stack = new AsyncDisposableStack();
  const dir = await mkdtemp(join(tmpdir(), 'omniai-template-'));
  stack.defer(() => rm(dir, { recursive: true, force: true }));
  const sqlite = join(dir, 'omniai.db');
  const postgres = `t_template_${process.pid}_${process.hrtime.bigint()}`;
  await onServer(postgresUrl, `CREATE DATABASE ${postgres}`);
  stack.defer(() => onServer(postgresUrl, `DROP DATABASE ${postgres} WITH (FORCE)`));
  const url = new URL(postgresUrl);
  url.pathname = `/${postgres}`;
  for (const location of [sqlite, url.href]) await (await openStore(location)).close();
  const parts = stack.move();
  return { sqlite, postgres, [Symbol.asyncDispose]: () => parts.disposeAsync() };
}

/** Runs one statement on a Postgres server. */
export async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
