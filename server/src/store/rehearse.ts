import { must } from '../kit/must.ts';
import type { Store } from './open.ts';
import type { WriteHandle } from './query.ts';

/** Ends a transaction that was never meant to last. */
class Undone extends Error {}

/** A store on which everything is done for real, with every constraint and lock, and nothing stays. */
export function rehearse(store: Store): Store {
  return {
    ...store,
    async transact<T>(job: (tx: WriteHandle) => Promise<T>): Promise<T> {
      const results: T[] = [];
      try {
        await store.transact(async (tx) => {
          results.push(await job(tx));
          throw new Undone();
        });
      } catch (error) {
        if (!(error instanceof Undone)) throw error;
      }
      return must(results[0], 'what a rehearsal came to');
    },
  };
}
