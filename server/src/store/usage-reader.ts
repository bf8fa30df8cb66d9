import { type RawBuilder, sql } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type ReadHandle, type ReadQuery, readQuery } from './query.ts';

/** What was used, added up. */
export interface UsageSum {
  messages: number;
  prompt_tokens: number;
  completion_tokens: number;
  /** Millionths of the currency. */
  cost_micros: number;
}

/** By what usage can be told apart, in the order of its columns. */
export const USAGE_GROUPS = ['day', 'user', 'provider', 'model'] as const;
export type UsageGroup = (typeof USAGE_GROUPS)[number];

/** One row of a sum; what it is not told apart by is missing. */
export interface UsageRow extends UsageSum {
  day?: string;
  user_id?: UserId;
  provider?: string;
  model?: string;
}

/** What a person used on one day, and what it cost in units of the currency. */
export interface DailyUsage extends Omit<UsageSum, 'cost_micros'> {
  day: string;
  cost: number;
}

const MICROS = 1_000_000;

/** Both databases add up to a wider type than they were given. */
const add = (column: keyof UsageSum): RawBuilder<number> =>
  sql`cast(coalesce(sum(${sql.ref(`model_usage.${column}`)}), 0) as bigint)`;

const SUMS = [
  add('messages').as('messages'),
  add('prompt_tokens').as('prompt_tokens'),
  add('completion_tokens').as('completion_tokens'),
  add('cost_micros').as('cost_micros'),
] as const;

const COLUMNS = { day: 'day', user: 'user_id', provider: 'provider', model: 'model' } as const;

interface SumArgs {
  from: string;
  to: string;
  limit: number;
}

const queries = new Map<string, ReadQuery<SumArgs, UsageRow>>();

/** One query for each way to group. */
for (let mask = 0; mask < 2 ** USAGE_GROUPS.length; mask += 1) {
  const groups = USAGE_GROUPS.filter((_, i) => mask & (1 << i));
  const columns = groups.map((group) => COLUMNS[group]);
  queries.set(
    groups.join(),
    readQuery(`usage.sum${groups.map((group) => `_${group}`).join('')}`, (db, a: SumArgs) =>
      db
        .selectFrom('model_usage')
        .select(columns)
        .select(SUMS)
        .where('day', '>=', a.from)
        .where('day', '<=', a.to)
        .$if(columns.length > 0, (q) => columns.reduce((grouped, column) => grouped.groupBy(column).orderBy(column), q))
        .limit(a.limit),
    ),
  );
}

const daily = readQuery('usage.daily', (db, a: { userId: UserId; from: string }) =>
  db
    .selectFrom('model_usage')
    .select('day')
    .select(SUMS)
    .where('user_id', '=', a.userId)
    .where('day', '>=', a.from)
    .groupBy('day')
    .orderBy('day', 'desc'),
);

export const usageReader = {
  /** What everybody used from one day to another, both included, told apart by what is asked for; at most `limit` rows. */
  async sum(db: ReadHandle, args: SumArgs & { groups: readonly UsageGroup[] }): Promise<UsageRow[]> {
    const { groups, ...rest } = args;
    const query = queries.get(USAGE_GROUPS.filter((group) => groups.includes(group)).join());
    return query ? db.all(query, rest) : [];
  },
  /** What a person used on each day since `from` that saw any use, newest first. */
  async daily(db: ReadHandle, userId: UserId, from: string): Promise<DailyUsage[]> {
    const rows = await db.all(daily, { userId, from });
    return rows.map(({ cost_micros, ...row }) => ({ ...row, cost: cost_micros / MICROS }));
  },
};
