import type { Clock } from '../../server/src/kit/clock.ts';
import type { Time } from '../omi/time.ts';

/** What a day's clock asks of the server whose time it is. */
export interface DayWork {
  /** When the next thing that was queued is due, in milliseconds since 1970. */
  nextDue(): Promise<number | undefined>;
  /** Resolves when nothing that is due by now is left to do, and nobody waits for a reply. */
  finish(): Promise<void>;
}

/** The one clock of server, Omi and speech: it goes on when somebody waits, and stops at everything that is due in between. */
export interface DayClock extends Clock, Time {
  /** From now on this is finished before the clock goes on. */
  follow(work: DayWork): void;
}

export function createDayClock(startMs: number): DayClock {
  let nowMs = startMs;
  let work: DayWork | undefined;
  return {
    now: () => nowMs,
    monotonic: () => nowMs,
    follow(next) {
      work = next;
    },
    async wait(ms) {
      const untilMs = nowMs + ms;
      await work?.finish();
      for (let due = await work?.nextDue(); due !== undefined && due <= untilMs; due = await work?.nextDue()) {
        nowMs = Math.max(nowMs, due);
        await work?.finish();
      }
      nowMs = untilMs;
    },
  };
}
