import type { Log } from '../log.ts';

const INTERVAL_MS = 3_600_000;
/** Soon enough that a server which is restarted every hour sweeps at all, late enough that a start is not slower for it. */
const FIRST_MS = 60_000;

/** Removes something that nobody needs any more. One that may take long ends early, at a good moment, once the signal is aborted. */
export type Chore = (signal: AbortSignal) => Promise<unknown>;

/** Does the hourly cleaning. */
export interface Sweeper {
  start(): void;
  /** Does all of it once; the cleaning under way is the same one. */
  tick(): Promise<void>;
  /** Ends when the chore at hand has ended; the rest of them wait for the next start. */
  stop(): Promise<void>;
}

/** @param chores by name, in their order; one that fails is noted, keeps no other from its turn, and is tried again an hour later */
export function createSweeper(chores: Readonly<Record<string, Chore>>, log: Log): Sweeper {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;

  async function sweep(): Promise<void> {
    for (const [part, chore] of Object.entries(chores)) {
      if (stopping.signal.aborted) return;
      try {
        await chore(stopping.signal);
      } catch (error) {
        log.warn({ part, err: error }, 'a part of the hourly cleaning failed');
      }
    }
  }

  function tick(): Promise<void> {
    working ??= sweep().finally(() => {
      working = undefined;
    });
    return working;
  }

  function tickIn(delayMs: number): void {
    timer = setTimeout(() => {
      tickIn(INTERVAL_MS);
      void tick();
    }, delayMs).unref();
  }

  return {
    start: () => tickIn(FIRST_MS),
    tick,
    async stop() {
      clearTimeout(timer);
      stopping.abort();
      await working;
    },
  };
}
