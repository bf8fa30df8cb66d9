import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openStore, type Store } from '../src/store/open.ts';
import { onServer } from './create-templates.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A Postgres server on which tests make their own databases. */
    postgresUrl: string;
    /** What {@link createMigratedDatabase} copies: a file, and a database on that server. */
    templates: { sqlite: string; postgres: string };
  }
}

export const DIALECTS = ['sqlite', 'postgres'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** A database of its own for one test: where it is, and how to be rid of it. */
export interface TestDatabase extends AsyncDisposable {
  /** What {@link openStore} takes. */
  readonly location: string;
  /** A folder that belongs to the test. */
  readonly dir: string;
}

/** Makes an empty database of the given dialect, without any table. */
export function createTestDatabase(dialect: Dialect): Promise<TestDatabase> {
  return create(dialect, undefined);
}

/** Makes a database of the given dialect with the newest schema and nothing in it. */
export function createMigratedDatabase(dialect: Dialect): Promise<TestDatabase> {
  return create(dialect, inject('templates')[dialect]);
}

async function create(dialect: Dialect, template: string | undefined): Promise<TestDatabase> {
  const dir = await mkdtemp(join(tmpdir(), 'omniai-test-'));
  const removeDir = () => rm(dir, { recursive: true, force: true });
  if (dialect === 'sqlite') {
    const location = join(dir, 'omniai.db');
    if (template) await copyFile(template, location);
    return { location, dir, [Symbol.asyncDispose]: removeDir };
  }

  const name = `t_${process.pid}_${process.hrtime.bigint()}`;
  const server = inject('postgresUrl');
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${template ?? 'template1'}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    location: url.href,
    dir,
    [Symbol.asyncDispose]: async () => {
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
      await removeDir();
    },
  };
}

/** A {@link Store} on a database of its own; both go away together. */
export async function openTestStore(dialect: Dialect): Promise<Store & AsyncDisposable> {
  const database = await createMigratedDatabase(dialect);
  const store = await openStore(database.location);
  return Object.assign(store, {
    [Symbol.asyncDispose]: async () => {
      await store.close();
      await database[Symbol.asyncDispose]();
    },
  });
}
