import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { AppError } from '../../errors.ts';
import { deletedMeanwhile } from '../deleted-meanwhile.ts';
import type { ReadQuery, WriteHandle, WriteQuery } from '../query.ts';
import type { Database } from '../schema.ts';
import { UniqueViolation } from '../unique-violation.ts';
import { createCompiler } from './compiler.ts';
import type { Engine } from './engine.ts';

const INT8_OID = 20;

/**
 * Opens a pool on a Postgres server.
 * @param url `postgres://user:password@host:port/database`
 */
export function openPostgres(url: string): Engine {
  const types = createTypes();
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    // What a transaction sends without waiting goes out at once.
    pipeline: true,
  });
  // A connection that breaks is replaced at its next use. Without listeners it would end the process: an idle one, and one that a transaction holds
  // while it asks for nothing.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const kysely = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  const handleOf = createHandles(kysely);
  return {
    dialect: 'postgres',
    kysely,
    read: handleOf(pool),
    transact: (job) => transact(pool, handleOf, job),
    close: () => pool.end(),
  };
}

/** How values of Postgres become ours: bigints are milliseconds and counts, far below 2^53. */
export function createTypes(): pg.TypeOverrides {
  const types = new pg.TypeOverrides();
  types.setTypeParser(INT8_OID, Number);
  return types;
}

/** Kysely for building Postgres queries without a database. */
export function createPostgresCompiler(): Kysely<Database> {
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool: async () => Promise.reject(new Error('compile only')) }),
  });
}

type Connection = Pick<pg.Pool, 'query'>;

function createHandles(kysely: Kysely<Database>): (connection: Connection) => WriteHandle {
  const compile = createCompiler(kysely, () => undefined);
  return (connection) => {
    const send = (query: ReadQuery<never, unknown> | WriteQuery<never, unknown>, args: object) => {
      const { compiled } = compile(query);
      return guard(() => connection.query({ name: compiled.name, text: compiled.sql, values: compiled.bind(args) }));
    };
    const all = async <Args, Row>(query: ReadQuery<Args, Row>, args: Args): Promise<Row[]> =>
      (await send(query as ReadQuery<never, unknown>, args as object)).rows;
    return {
      all,
      first: async (query, args) => (await all(query, args))[0],
      run: async <Args, Row>(query: WriteQuery<Args, Row>, args: Args) => {
        const result = await send(query as WriteQuery<never, unknown>, args as object);
        return { rows: result.rows as Row[], changes: result.rowCount ?? 0 };
      },
      async runEach<Args, Row>(query: WriteQuery<Args, Row>, list: readonly Args[]) {
        // Sent one behind the other without waiting; the connection answers them in order.
        const results = await Promise.all(
          list.map((args) => send(query as WriteQuery<never, unknown>, args as object)),
        );
        return results.map((result) => result.rowCount ?? 0);
      },
    };
  };
}

async function transact<T>(
  pool: pg.Pool,
  handleOf: (connection: Connection) => WriteHandle,
  job: (tx: WriteHandle) => Promise<T>,
): Promise<T> {
  const client = await guard(() => pool.connect());
  let broken: Error | undefined;
  try {
    await guard(() => client.query('BEGIN'));
    const value = await job(handleOf(client));
    await guard(() => client.query('COMMIT'));
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * SQLSTATE classes that mean "not now": connection lost, out of resources, an operator stopped the server, a system fault, a deadlock.
 * Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const TROUBLE_CLASSES = new Set(['08', '40', '53', '55', '57', '58']);
const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';

async function guard<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    if (cause instanceof pg.DatabaseError && cause.code === UNIQUE_VIOLATION) throw new UniqueViolation(cause);
    if (cause instanceof pg.DatabaseError && cause.code === FOREIGN_KEY_VIOLATION) throw deletedMeanwhile(cause);
    if (!isTrouble(cause)) throw cause;
    throw new AppError('E1007', 'The database cannot take this right now. Try again shortly.', {
      retryAfterS: 2,
      cause,
    });
  }
}

function isTrouble(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return true;
  return TROUBLE_CLASSES.has((error.code ?? '').slice(0, 2));
}
