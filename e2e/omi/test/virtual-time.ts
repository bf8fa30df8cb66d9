import type { Time } from '../time.ts';

/** Time that passes when it is waited for, and at once. */
export interface VirtualTime extends Time {
  /** Every wait so far, in milliseconds. */
  readonly waits: number[];
  advance(ms: number): void;
}

export function createVirtualTime(startMs = 0): VirtualTime {
  let nowMs = startMs;
  const waits: number[] = [];
  return {
    waits,
    now: () => nowMs,
    advance(ms) {
      nowMs += ms;
    },
    async wait(ms) {
      waits.push(ms);
      nowMs += ms;
    },
  };
}
