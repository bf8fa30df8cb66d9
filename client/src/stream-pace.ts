export interface StreamPace {
  /** The wait before the first retry; it doubles with every failure in a row. */
  baseDelayMs: number;
  maxDelayMs: number;
  /** Silence, pings included, after which a connection counts as broken. The server pings every 15 s. */
  silenceMs: number;
  /** 0 to below 1, for the jitter. */
  random(): number;
}

export const DEFAULT_STREAM_PACE: StreamPace = {
  baseDelayMs: 1_000,
  maxDelayMs: 15_000,
  silenceMs: 40_000,
  random: Math.random,
};

/** Doubles from the base to the maximum, and takes between half and the whole of it so that readers do not return all at once. */
export function backoffMs(failures: number, pace: StreamPace): number {
  const fullMs = Math.min(pace.maxDelayMs, pace.baseDelayMs * 2 ** failures);
  return Math.round(fullMs * (0.5 + pace.random() / 2));
}
