import { setTimeout as sleep } from 'node:timers/promises';

/** Time as Omi's servers feel it. Milliseconds since 1970. */
export interface Time {
  now(): number;
  wait(ms: number): Promise<void>;
}

export const realTime: Time = { now: Date.now, wait: async (ms) => sleep(ms) };
