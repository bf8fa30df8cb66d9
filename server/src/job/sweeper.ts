import type { Log } from '../log.ts';

const INTERVAL_MS = 3_600_000;
/** Soon enough that a server which is restarted every hour sweeps at all, late enough that a start is not slower for it. */
const FIRST_MS = 60_000;

/** Does the hourly cleaning. */
export interface Sweeper {
  start(): void;
  tick(): Promise<void>;
  stop(): void;
}

/** @param sweep removes what nobody needs any more; a failure is noted and tried again an hour later */
export function createSweeper(sweep: () => Promise<void>, log: Log): Sweeper {
  let timer: NodeJS.Timeout | undefined;
  const tick = async () => {
    try {
      await sweep();
    } catch (error) {
      log.warn({ err: error }, 'the hourly cleaning failed');
    }
  };
  const tickIn = (delayMs: number): void => {
    timer = setTimeout(() => {
      tickIn(INTERVAL_MS);
      void tick();
    }, delayMs).unref();
  };
  return {
    start: () => tickIn(FIRST_MS),
    tick,
    stop: () => clearTimeout(timer),
  };
}
