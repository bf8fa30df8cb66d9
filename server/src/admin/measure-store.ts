import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';

/** A store that tells of each transaction how it ended and after how many milliseconds. */
export function measureStore(
  store: Store,
  clock: Clock,
  tell: (result: 'committed' | 'rolled_back', elapsedMs: number) => void,
): Store {
  return {
    ...store,
    async transact(job) {
      const startedMs = clock.monotonic();
      try {
        const value = await store.transact(job);
        tell('committed', clock.monotonic() - startedMs);
        return value;
      } catch (error) {
        tell('rolled_back', clock.monotonic() - startedMs);
        throw error;
      }
    },
  };
}
