import type { Log } from '../log.ts';

const INTERVAL_MS = 3_600_000;

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
  return {
    start() {
      timer = setInterval(() => void tick(), INTERVAL_MS).unref();
    },
    tick,
    stop: () => clearInterval(timer),
  };
}
