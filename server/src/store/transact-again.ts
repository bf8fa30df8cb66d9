import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import type { Store } from './open.ts';
import type { WriteHandle } from './query.ts';

const TRIES = 16;
const LONGEST_WAIT_MS = 200;

/**
 * Runs a job that takes the locks of many rows, anew where the database ended it in favour of others (Postgres resolves deadlocks so).
 * @param job does nothing but read and write through its handle, so that running it twice is running it once
 * @throws AppError E1007 when it did not get through after all
 */
export async function transactAgain<T>(store: Store, job: (tx: WriteHandle) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await store.transact(job);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'E1007' || attempt === TRIES) throw error;
      await sleep(Math.random() * LONGEST_WAIT_MS);
    }
  }
}
