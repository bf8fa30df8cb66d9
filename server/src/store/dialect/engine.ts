import type { Kysely } from 'kysely';
import type { ReadHandle, WriteHandle } from '../query.ts';
import type { Database } from '../schema.ts';

/** One database, however it is reached. */
export interface Engine {
  readonly dialect: 'sqlite' | 'postgres';
  /** For compiling queries and running migrations; everyday queries go through `read` and `transact`. */
  readonly kysely: Kysely<Database>;
  readonly read: ReadHandle;
  /**
   * Runs `job` in one transaction and resolves when it is durable. If `job` throws, nothing of it remains and its error is passed on.
   * A job awaits nothing but its handle: on SQLite it shares its commit with the other jobs of the moment.
   * @throws AppError E1007 when the database cannot take it now (busy, full, read-only, gone).
   */
  transact<T>(job: (tx: WriteHandle) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
