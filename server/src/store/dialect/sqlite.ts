import { once } from 'node:events';
import { fdatasync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import {
  Kysely,
  type LimitNode,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteQueryCompiler,
  ValueNode,
} from 'kysely';
import { DatabaseHeldError } from '../database-held-error.ts';
import type { ReadHandle, ReadQuery, WriteHandle, WriteQuery } from '../query.ts';
import type { Database } from '../schema.ts';
import { createCompiler } from './compiler.ts';
import type { Engine } from './engine.ts';
import { createGroupCommit } from './group-commit.ts';
import { createLogFlush, type SyncLog } from './log-flush.ts';
import { registerNowFunction } from './now-function.ts';
import { guard } from './sqlite-error.ts';

/**
 * Opens the SQLite file, made with its folder if it is not there, and holds it: a second process on the same file is refused, unless it comes
 * `beside` the one that holds it. Reads go over a connection of their own (write-ahead log), so they never wait for a writer; they may see what is
 * committed and not yet on the disk, which no transaction has been told of.
 * @param sync brings a file to the disk
 * @throws DatabaseHeldError when another process holds the file
 */
export function openSqlite(file: string, sharing: 'alone' | 'beside', sync: SyncLog = fdatasync): Engine {
  const lock = sharing === 'alone' ? holdFile(file) : undefined;
  const writer = connect(file);
  const reader = connect(file);
  reader.exec('PRAGMA query_only = ON');
  // What a job of a shared transaction is undone with would stand in a file under /var/tmp otherwise: four in five of all writes, with people's words.
  writer.exec('PRAGMA temp_store = MEMORY');
  const kysely = createKysely(writer);
  const log = createLogFlush(writer, `${file}-wal`, sync);
  const group = createGroupCommit(writer, createWriteHandle(writer, kysely), log.flush);
  const checkpoints = startCheckpoints(file);
  return {
    dialect: 'sqlite',
    kysely,
    read: createReadHandle(reader, kysely),
    transact: group.transact,
    close: async () => {
      await group.drained();
      await checkpoints.stop();
      log.close();
      reader.close();
      writer.close();
      lock?.close();
    },
  };
}

function startCheckpoints(file: string) {
  const thread = new Worker(new URL('./checkpoint-thread.js', import.meta.url), {
    workerData: file,
    // It holds one connection and a timer.
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 },
  });
  thread.unref();
  // Without it the log only grows until SQLite itself copies it; the next start has it again.
  const ended = once(thread, 'exit').catch(() => undefined);
  return {
    async stop() {
      // A command has nothing else that keeps its process alive until then.
      thread.ref();
      thread.postMessage('stop');
      await ended;
    },
  };
}

/** Kysely for building SQLite queries without a database. */
export function createSqliteCompiler(): Kysely<Database> {
  return createKysely(new DatabaseSync(':memory:'));
}

function connect(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  // 250 ms: one server owns the file, so only a passing backup can be in the way, and waiting blocks the event loop.
  // NORMAL: a commit leaves the log to us, who flush it before anybody is told.
  db.exec(
    `PRAGMA busy_timeout = 250; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;`,
  );
  // 16 MiB: the pages that a few hundred running answers and their readers touch; the default of 2 MiB read them again at every checkpoint.
  db.exec('PRAGMA cache_size = -16000');
  // The checkpoint thread keeps the log short; this is for the day it cannot.
  db.exec('PRAGMA wal_autocheckpoint = 50000');
  registerNowFunction(db);
  return db;
}

/**
 * Holds a database by an exclusive transaction on a file beside it: the kernel lets go of it however the process ends.
 * @throws DatabaseHeldError when another process holds it
 */
export function holdFile(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true });
  const lock = new DatabaseSync(`${file}.lock`);
  try {
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    lock.close();
    throw new DatabaseHeldError(dirname(file), cause);
  }
}

/** SQLite can roll back DDL, so a migration is all or nothing; Kysely only has to be told. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * SQLite plans by the value of a limit, so a bound one has the statement prepared anew each time it is bound: 32 µs instead of 5 for a look at an
 * index. What is cast it does not look into.
 */
class PreparedOnceCompiler extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    if (!ValueNode.is(node.limit)) {
      super.visitLimit(node);
      return;
    }
    this.append('limit cast(');
    this.visitNode(node.limit);
    this.append(' as integer)');
  }
}

function createKysely(db: DatabaseSync): Kysely<Database> {
  const database: SqliteDatabase = {
    close: () => undefined,
    prepare: (sql) => {
      const statement = db.prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (values) => statement.all(...(values as SQLInputValue[])),
        run: (values) => statement.run(...(values as SQLInputValue[])),
        iterate: (values) => statement.iterate(...(values as SQLInputValue[])) as IterableIterator<unknown>,
      };
    },
  };
  const dialect = new SqliteDialect({ database });
  dialect.createAdapter = () => new TransactionalSqliteAdapter();
  dialect.createQueryCompiler = () => new PreparedOnceCompiler();
  return new Kysely<Database>({ dialect });
}

function createReadHandle(db: DatabaseSync, kysely: Kysely<Database>): ReadHandle {
  const compile = createCompiler(kysely, (compiled): StatementSync => db.prepare(compiled.sql));
  return {
    async all<Args, Row>(query: ReadQuery<Args, Row>, args: Args) {
      const { compiled, prepared } = compile(query as ReadQuery<never, unknown>);
      const values = compiled.bind(args as object) as SQLInputValue[];
      return guard(() => prepared.all(...values)) as Row[];
    },
    async first<Args, Row>(query: ReadQuery<Args, Row>, args: Args) {
      const { compiled, prepared } = compile(query as ReadQuery<never, unknown>);
      const values = compiled.bind(args as object) as SQLInputValue[];
      return guard(() => prepared.get(...values)) as Row | undefined;
    },
  };
}

function createWriteHandle(db: DatabaseSync, kysely: Kysely<Database>): WriteHandle {
  const compile = createCompiler(kysely, (compiled): StatementSync => db.prepare(compiled.sql));
  return {
    ...createReadHandle(db, kysely),
    run: async <Args, Row>(query: WriteQuery<Args, Row>, args: Args) => {
      const { compiled, prepared } = compile(query as WriteQuery<never, unknown>);
      const values = compiled.bind(args as object) as SQLInputValue[];
      return guard(() => {
        if (!compiled.returnsRows) return { rows: [], changes: Number(prepared.run(...values).changes) };
        const rows = prepared.all(...values) as Row[];
        return { rows, changes: rows.length };
      });
    },
    async runEach<Args, Row>(query: WriteQuery<Args, Row>, list: readonly Args[]) {
      const { compiled, prepared } = compile(query as WriteQuery<never, unknown>);
      return guard(() =>
        list.map((args) => Number(prepared.run(...(compiled.bind(args as object) as SQLInputValue[])).changes)),
      );
    },
  };
}
