import type { Clock } from '../kit/clock.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/open.ts';
import { sessionReader } from '../store/session-reader.ts';
import type { SessionEnds } from './session-ends.ts';

/** Half of the second within which a live connection has to end. */
const AMONG_INSTANCES_MS = 500;
/** The one process on an SQLite file hears of every end itself; what is left is rare, and a look takes 40 µs of the time of all. */
const ALONE_MS = 5_000;

/** Ends live connections whose session ended where nobody told this process: on another instance, by its time, or while they were being opened. */
export interface SessionWatch {
  start(): void;
  tick(): Promise<void>;
  stop(): void;
}

export function createSessionWatch(parts: {
  store: Store;
  clock: Clock;
  sessionEnds: SessionEnds;
  log: Log;
}): SessionWatch {
  const { store, clock, sessionEnds, log } = parts;
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;

  async function look(): Promise<void> {
    for (const id of sessionEnds.listened()) {
      if (!(await sessionReader.isLive(store.read, id, clock.now()))) sessionEnds.endSession(id);
    }
  }
  async function tick(): Promise<void> {
    // A database that stalls must not gather looks.
    if (isLooking) return;
    isLooking = true;
    try {
      await look();
    } catch (error) {
      log.warn({ err: error }, 'could not look whether sessions of live connections have ended');
    } finally {
      isLooking = false;
    }
  }
  return {
    start() {
      timer = setInterval(() => void tick(), store.dialect === 'sqlite' ? ALONE_MS : AMONG_INSTANCES_MS).unref();
    },
    tick,
    stop: () => clearInterval(timer),
  };
}
