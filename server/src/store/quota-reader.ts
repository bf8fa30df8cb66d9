import type { UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { Role } from './table/account-table.ts';

const limits = readQuery('quota.limits', (db, a: { userId: UserId }) =>
  db
    .selectFrom('user_limits')
    .select(['messages_per_day', 'tokens_per_day', 'concurrent_streams'])
    .where('user_id', '=', a.userId),
);

const day = readQuery('quota.day', (db, a: { userId: UserId; day: string }) =>
  db
    .selectFrom('user_limits')
    .leftJoin('usage_counters', (join) =>
      join.onRef('usage_counters.user_id', '=', 'user_limits.user_id').on('usage_counters.day', '=', a.day),
    )
    .select([
      'messages_per_day',
      'tokens_per_day',
      'concurrent_streams',
      'messages',
      'prompt_tokens',
      'completion_tokens',
      'reserved_tokens',
    ])
    .where('user_limits.user_id', '=', a.userId),
);

const own = readQuery('quota.own', (db, a: { userId: UserId }) =>
  db
    .selectFrom('user_quotas')
    .select(['messages_per_day', 'tokens_per_day', 'concurrent_streams'])
    .where('user_id', '=', a.userId),
);

const defaults = readQuery('quota.defaults', (db) =>
  db.selectFrom('quota_defaults').select(['role', 'messages_per_day', 'tokens_per_day', 'concurrent_streams']),
);

const findTokenFree = readQuery('quota.find_token_free', (db, a: { provider: string }) =>
  db.selectFrom('token_free_providers').select('provider').where('provider', '=', a.provider),
);

/** Stands for "no limit" where a column's null means "as the role's default says", and where SQL wants a number. */
export const UNLIMITED = 2_000_000_000;

/** Limits in force; null means none. */
export interface Limits {
  messages_per_day: number | null;
  tokens_per_day: number | null;
  concurrent_streams: number | null;
}

/** Limits as they are set: null is no limit, a missing one is left to the role's default. */
export type LimitsChange = { [Name in keyof Limits]?: Limits[Name] | undefined };

/** What of a day is gone. */
export interface DayUsage {
  messages: number;
  tokens: number;
  /** Tokens that are held for answers being written. */
  reserved: number;
}

const NO_LIMITS: Limits = { messages_per_day: null, tokens_per_day: null, concurrent_streams: null };

export const quotaReader = {
  /** The limits in force: a person's own ones, else their role's. */
  async limits(db: ReadHandle, userId: UserId): Promise<Limits> {
    const row = await db.first(limits, { userId });
    return row ? toLimits(row) : NO_LIMITS;
  },
  /** The limits in force with what was used on a day. */
  async day(db: ReadHandle, userId: UserId, date: string): Promise<{ limits: Limits; usage: DayUsage }> {
    const row = await db.first(day, { userId, day: date });
    return {
      limits: row ? toLimits(row) : NO_LIMITS,
      usage: {
        messages: row?.messages ?? 0,
        tokens: (row?.prompt_tokens ?? 0) + (row?.completion_tokens ?? 0),
        reserved: row?.reserved_tokens ?? 0,
      },
    };
  },
  /** Whether the tokens of a provider count against no limit. */
  async isTokenFree(db: ReadHandle, provider: string): Promise<boolean> {
    return (await db.first(findTokenFree, { provider })) !== undefined;
  },
  /** What is set for this person alone. */
  async own(db: ReadHandle, userId: UserId): Promise<LimitsChange> {
    const row = await db.first(own, { userId });
    return row ? toLimitsChange(row) : {};
  },
  /** The limits of each role; a role that has none is not in it. */
  async defaults(db: ReadHandle): Promise<Partial<Record<Role, Limits>>> {
    const rows = await db.all(defaults, {});
    return Object.fromEntries(rows.map(({ role, ...row }) => [role, toLimits(row)]));
  },
};

/** Columns as they were set: their null is left out, what stands for "no limit" becomes null. */
function toLimitsChange(row: Limits): LimitsChange {
  const known = toLimits(row);
  return {
    ...(row.messages_per_day !== null && { messages_per_day: known.messages_per_day }),
    ...(row.tokens_per_day !== null && { tokens_per_day: known.tokens_per_day }),
    ...(row.concurrent_streams !== null && { concurrent_streams: known.concurrent_streams }),
  };
}

/** Columns as limits: what stands for "no limit" becomes null. */
export function toLimits({ messages_per_day, tokens_per_day, concurrent_streams }: Limits): Limits {
  const toLimit = (value: number | null) => (value === null || value >= UNLIMITED ? null : value);
  return {
    messages_per_day: toLimit(messages_per_day),
    tokens_per_day: toLimit(tokens_per_day),
    concurrent_streams: toLimit(concurrent_streams),
  };
}
