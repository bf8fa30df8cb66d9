import { realTime, type Time } from '../omi/time.ts';

/** After so long a silence the server takes a sentence without its mark for finished, by the real time. */
const SILENCE_MS = 3_000;
/** In which the server notices it for sure. */
const NOTICED_MS = 3_500;

/**
 * Time in which waiting takes none: it is only counted, so that what is said lies as far apart as it would. Of a silence that ends a sentence
 * as much is waited as ends it.
 */
export function createFastTime({ now, wait }: Time = realTime): Time {
  let skippedMs = 0;
  return {
    now: () => now() + skippedMs,
    async wait(ms) {
      const waitedMs = ms < SILENCE_MS ? 0 : NOTICED_MS;
      skippedMs += Math.max(0, ms - waitedMs);
      if (waitedMs > 0) await wait(waitedMs);
    },
  };
}
