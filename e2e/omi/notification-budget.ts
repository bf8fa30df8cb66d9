const BUDGET_PER_HOUR = 10;
const HOUR_MS = 3_600_000;

/** How a call to Omi's notification API left the hourly budget of one user. */
export interface BudgetState {
  isAllowed: boolean;
  limit: number;
  remaining: number;
  /** Seconds until the clock hour ends; Omi sends this number, not an epoch. */
  resetS: number;
}

/**
 * Omi's budget of notifications: 10 per UTC clock hour per app per user, shared by both APIs.
 * The v2 code starts a fresh hour's counter at 1 before it adds its own call, so an hour that v2 opens allows 9.
 */
export function createNotificationBudget(now: () => number): {
  spend(appId: string, uid: string, api: 'v1' | 'v2'): BudgetState;
} {
  const used = new Map<string, number>();
  return {
    spend(appId, uid, api) {
      const hour = Math.floor(now() / HOUR_MS);
      const key = JSON.stringify([appId, uid, hour]);
      const before = used.get(key) ?? (api === 'v2' ? 1 : 0);
      const isAllowed = before < BUDGET_PER_HOUR;
      const after = isAllowed ? before + 1 : before;
      used.set(key, after);
      const resetS = Math.ceil(((hour + 1) * HOUR_MS - now()) / 1000);
      return { isAllowed, limit: BUDGET_PER_HOUR, remaining: BUDGET_PER_HOUR - after, resetS };
    },
  };
}
