import type { UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';

const DAYS = 31;

const list = readQuery('daily_usage.list', (db, a: { userId: UserId; limit: number }) =>
  db
    .selectFrom('usage_counters')
    .select(['day', 'messages', 'prompt_tokens', 'completion_tokens'])
    .where('user_id', '=', a.userId)
    .orderBy('day', 'desc')
    .limit(a.limit),
);

/** What a person used on one day. */
export interface DailyUsage {
  day: string;
  messages: number;
  prompt_tokens: number;
  completion_tokens: number;
}

export const dailyUsageReader = {
  /** The last 31 days that saw any use, newest first. */
  list(db: ReadHandle, userId: UserId): Promise<DailyUsage[]> {
    return db.all(list, { userId, limit: DAYS });
  },
};
