const HOUR_MS = 3_600_000;

/** Counts calls in hours that begin with the first one, as Omi's counters with an expiry do. */
export interface HourlyLimit {
  /** Spends one call. @returns the seconds to wait when none is left, else undefined */
  spend(key: string): number | undefined;
}

/** @param now wall time in milliseconds since 1970 */
export function createHourlyLimit(callsPerHour: number, now: () => number): HourlyLimit {
  const windows = new Map<string, { endsAtMs: number; calls: number }>();
  return {
    spend(key) {
      const known = windows.get(key);
      const window = known && now() < known.endsAtMs ? known : { endsAtMs: now() + HOUR_MS, calls: 0 };
      windows.set(key, window);
      window.calls += 1;
      return window.calls <= callsPerHour ? undefined : Math.ceil((window.endsAtMs - now()) / 1_000);
    },
  };
}
