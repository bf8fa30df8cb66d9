import type { UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';

const limits = readQuery('quota.limits', (db, a: { userId: UserId }) =>
  db
    .selectFrom('user_limits')
    .select(['messages_per_day', 'tokens_per_day', 'concurrent_streams'])
    .where('user_id', '=', a.userId),
);

const usage = readQuery('quota.usage', (db, a: { userId: UserId; day: string }) =>
  db
    .selectFrom('usage_counters')
    .select(['messages', 'prompt_tokens', 'completion_tokens', 'reserved_tokens'])
    .where('user_id', '=', a.userId)
    .where('day', '=', a.day),
);

/** Stands for "no limit" where a column's null means "as the role's default says", and where SQL wants a number. */
export const UNLIMITED = 2_000_000_000;

/** Limits in force; null means none. */
export interface Limits {
  messages_per_day: number | null;
  tokens_per_day: number | null;
  concurrent_streams: number | null;
}

const NO_LIMITS: Limits = { messages_per_day: null, tokens_per_day: null, concurrent_streams: null };

const own = readQuery('quota.own', (db, a: { userId: UserId }) =>
  db
    .selectFrom('user_quotas')
    .select(['messages_per_day', 'tokens_per_day', 'concurrent_streams'])
    .where('user_id', '=', a.userId),
);

/** Limits as they are set: null is no limit, a missing one is left to the role's default. */
export type LimitsChange = { [Name in keyof Limits]?: Limits[Name] | undefined };

export const quotaReader = {
  async limits(db: ReadHandle, userId: UserId): Promise<Limits> {
    const row = await db.first(limits, { userId });
    return row ? toLimits(row) : NO_LIMITS;
  },
  /** What is set for this person alone. */
  async own(db: ReadHandle, userId: UserId): Promise<LimitsChange> {
    const row = await db.first(own, { userId });
    return row ? toLimitsChange(row) : {};
  },
  /** What was used on a UTC day. */
  async usage(db: ReadHandle, userId: UserId, day: string): Promise<{ messages: number; tokens: number }> {
    const row = await db.first(usage, { userId, day });
    return { messages: row?.messages ?? 0, tokens: (row?.prompt_tokens ?? 0) + (row?.completion_tokens ?? 0) };
  },
};

/** Columns as they were set: their null is left out, what stands for "no limit" becomes null. */
function toLimitsChange(row: Limits): LimitsChange {
  const limits = toLimits(row);
  return {
    ...(row.messages_per_day !== null && { messages_per_day: limits.messages_per_day }),
    ...(row.tokens_per_day !== null && { tokens_per_day: limits.tokens_per_day }),
    ...(row.concurrent_streams !== null && { concurrent_streams: limits.concurrent_streams }),
  };
}

/** Columns as limits: what stands for "no limit" becomes null. */
function toLimits(row: Limits): Limits {
  const toLimit = (value: number | null) => (value === null || value >= UNLIMITED ? null : value);
  return {
    messages_per_day: toLimit(row.messages_per_day),
    tokens_per_day: toLimit(row.tokens_per_day),
    concurrent_streams: toLimit(row.concurrent_streams),
  };
}
