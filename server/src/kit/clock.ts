/** The two times a part may ask for. Injected, so that tests turn the hands themselves. */
export interface Clock {
  /** Wall time in milliseconds since 1970, for what is stored and shown. */
  now(): number;
  /** Milliseconds on a clock that never goes back, for durations and deadlines. */
  monotonic(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** ISO 8601 in UTC, the one form of a time that leaves the server. */
export function toIso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** The UTC day (`2026-05-02`) an instant falls in. */
export function utcDay(epochMs: number): string {
  return toIso(epochMs).slice(0, 10);
}
