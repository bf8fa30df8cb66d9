import type { UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';

const limits = readQuery('quota.limits', (db, a: { userId: UserId }) =>
  db
    .selectFrom('user_quotas')
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

/** A person's limits; null means none. */
export interface Limits {
  messages_per_day: number | null;
  tokens_per_day: number | null;
  concurrent_streams: number | null;
}

const NO_LIMITS: Limits = { messages_per_day: null, tokens_per_day: null, concurrent_streams: null };

export const quotaReader = {
  async limits(db: ReadHandle, userId: UserId): Promise<Limits> {
    return (await db.first(limits, { userId })) ?? NO_LIMITS;
  },
  /** What was used on a UTC day. */
  async usage(db: ReadHandle, userId: UserId, day: string): Promise<{ messages: number; tokens: number }> {
    const row = await db.first(usage, { userId, day });
    return { messages: row?.messages ?? 0, tokens: (row?.prompt_tokens ?? 0) + (row?.completion_tokens ?? 0) };
  },
};
