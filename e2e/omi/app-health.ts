const HOUR_MS = 3_600_000;

/** What Omi thinks of an app whose webhook fails: after a day its owner is warned, after three days it is disabled. */
export type AppHealth = 'ok' | 'warned' | 'warned_twice' | 'disabled';

export interface AppHealthRecord {
  record(hasFailed: boolean): void;
  state(): AppHealth;
}

/** @param now wall time in milliseconds since 1970 (`backend/database/webhook_health.py`: a success clears the first failure) */
export function createAppHealth(now: () => number): AppHealthRecord {
  let failingSinceMs: number | undefined;
  let isDisabled = false;
  const failingHours = () => (failingSinceMs === undefined ? 0 : (now() - failingSinceMs) / HOUR_MS);
  return {
    record(hasFailed) {
      failingSinceMs = hasFailed ? (failingSinceMs ?? now()) : undefined;
      isDisabled ||= failingHours() > 72;
    },
    state() {
      if (isDisabled) return 'disabled';
      if (failingHours() > 48) return 'warned_twice';
      return failingHours() > 24 ? 'warned' : 'ok';
    },
  };
}
