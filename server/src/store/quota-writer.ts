import { type ExpressionBuilder, type Kysely, type RawBuilder, sql } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import { type DayUsage, type Limits, type LimitsChange, toLimits, UNLIMITED } from './quota-reader.ts';
import type { Database } from './schema.ts';
import type { Role } from './table/account-table.ts';

/** The limits in force of one person, under the name `own`: computed once for a statement that names them several times (18 µs instead of 26). */
const withLimits = (db: Kysely<Database>, userId: UserId) =>
  db.with(
    (cte) => cte('own').materialized(),
    (q) =>
      q
        .selectFrom('user_limits')
        .select(['user_id', 'messages_per_day', 'tokens_per_day', 'concurrent_streams'])
        .where('user_id', '=', userId),
  );

const ownLimit = (name: keyof Limits) => sql<number | null>`(select ${sql.ref(name)} from own)`.as(name);
const OWN_LIMITS = [ownLimit('messages_per_day'), ownLimit('tokens_per_day'), ownLimit('concurrent_streams')];

interface ReserveArgs {
  userId: UserId;
  day: string;
  provider: string;
}

/**
 * Counts one message if the limit allows it, in one statement: no number of parallel senders passes the limit. The row it locks also makes
 * parallel senders of one person wait for each other until the transaction ends.
 */
const reserveMessage = writeQuery('quota.reserve_message', (db, a: ReserveArgs) =>
  withLimits(db, a.userId)
    .insertInto('usage_counters')
    .columns(['user_id', 'day', 'messages', 'prompt_tokens', 'completion_tokens', 'reserved_tokens'])
    .expression((eb) =>
      eb
        .selectFrom('own')
        .select([
          'own.user_id',
          sql<string>`cast(${eb.val(a.day)} as text)`.as('day'),
          eb.lit(1).as('messages'),
          eb.lit(0).as('prompt_tokens'),
          eb.lit(0).as('completion_tokens'),
          eb.lit(0).as('reserved_tokens'),
        ])
        .where((e) => e(e.fn.coalesce('own.messages_per_day', sql.lit(UNLIMITED)), '>=', e.lit(1))),
    )
    .onConflict((c) =>
      c
        .columns(['user_id', 'day'])
        .doUpdateSet((eb) => ({ messages: eb('usage_counters.messages', '+', 1) }))
        .where(
          'usage_counters.messages',
          '<',
          sql<number>`coalesce((select messages_per_day from own), ${sql.lit(UNLIMITED)})`,
        ),
    )
    .returning((eb) => [
      'messages',
      eb('prompt_tokens', '+', eb.ref('completion_tokens')).as('tokens'),
      'reserved_tokens',
      ...OWN_LIMITS,
      sql<number>`(select count(*) from token_free_providers as f where f.provider = ${a.provider})`.as(
        'is_token_free',
      ),
    ]),
);

interface ReserveTokensArgs {
  userId: UserId;
  day: string;
  tokens: number;
  limit: number;
}

const reserveTokens = writeQuery('quota.reserve_tokens', (db, a: ReserveTokensArgs) =>
  db
    .updateTable('usage_counters')
    .set((eb) => ({ reserved_tokens: eb('reserved_tokens', '+', a.tokens) }))
    .where('user_id', '=', a.userId)
    .where('day', '=', a.day)
    .where((eb) =>
      eb(
        sql<number>`prompt_tokens + completion_tokens + reserved_tokens + cast(${a.tokens} as integer)`,
        '<=',
        a.limit,
      ),
    ),
);

interface SettleArgs {
  userId: UserId;
  day: string;
  /** Whoever answered: if its tokens are free, none are booked. */
  provider: string;
  /** Messages to give back. */
  refund: number;
  /** Tokens that were held and are not any more. */
  reserved: number;
  promptTokens: number;
  completionTokens: number;
}

/** The tokens, or none where those of the provider count against no limit. */
function unlessFree(
  eb: ExpressionBuilder<Database, 'usage_counters'>,
  provider: string,
  tokens: number,
): RawBuilder<number> {
  const free = eb.selectFrom('token_free_providers').select('provider').where('provider', '=', provider);
  return sql`case when ${eb.exists(free)} then 0 else cast(${tokens} as integer) end`;
}

const settle = writeQuery('quota.settle', (db, a: SettleArgs) =>
  withLimits(db, a.userId)
    .updateTable('usage_counters')
    .set((eb) => ({
      messages: eb('messages', '-', a.refund),
      reserved_tokens: eb('reserved_tokens', '-', a.reserved),
      prompt_tokens: eb('prompt_tokens', '+', unlessFree(eb, a.provider, a.promptTokens)),
      completion_tokens: eb('completion_tokens', '+', unlessFree(eb, a.provider, a.completionTokens)),
    }))
    .where('user_id', '=', a.userId)
    .where('day', '=', a.day)
    .returning((eb) => [
      'messages',
      eb('prompt_tokens', '+', eb.ref('completion_tokens')).as('tokens'),
      'reserved_tokens',
      ...OWN_LIMITS,
    ]),
);

const setLimits = writeQuery('quota.set_limits', (db, a: Limits & { userId: UserId; now: number }) =>
  db
    .insertInto('user_quotas')
    .values({
      user_id: a.userId,
      messages_per_day: a.messages_per_day,
      tokens_per_day: a.tokens_per_day,
      concurrent_streams: a.concurrent_streams,
      updated_at: a.now,
    })
    .onConflict((c) =>
      c.column('user_id').doUpdateSet({
        messages_per_day: a.messages_per_day,
        tokens_per_day: a.tokens_per_day,
        concurrent_streams: a.concurrent_streams,
        updated_at: a.now,
      }),
    ),
);

const setDefaults = writeQuery('quota.set_defaults', (db, a: Limits & { role: Role; now: number }) =>
  db
    .insertInto('quota_defaults')
    .values({
      role: a.role,
      messages_per_day: a.messages_per_day,
      tokens_per_day: a.tokens_per_day,
      concurrent_streams: a.concurrent_streams,
      updated_at: a.now,
    })
    .onConflict((c) =>
      c.column('role').doUpdateSet({
        messages_per_day: a.messages_per_day,
        tokens_per_day: a.tokens_per_day,
        concurrent_streams: a.concurrent_streams,
        updated_at: a.now,
      }),
    ),
);

/** A day after a change of it, with the limits in force. */
export interface DayState {
  limits: Limits;
  usage: DayUsage;
}

export const quotaWriter = {
  /** Counts one message of a day; undefined when the limit is reached. The tokens are those of the day so far. */
  async reserveMessage(tx: WriteHandle, args: ReserveArgs): Promise<(DayState & { isTokenFree: boolean }) | undefined> {
    const row = (await tx.run(reserveMessage, args)).rows[0];
    return row && { ...toDayState(row), isTokenFree: row.is_token_free > 0 };
  },
  /** Holds tokens back from a day; false when the limit does not allow it. */
  async reserveTokens(tx: WriteHandle, args: ReserveTokensArgs): Promise<boolean> {
    return (await tx.run(reserveTokens, args)).changes === 1;
  },
  /** Books what an answer really used on the day it was asked for, and gives back what was held for it. */
  async settle(tx: WriteHandle, args: SettleArgs): Promise<DayState | undefined> {
    const row = (await tx.run(settle, args)).rows[0];
    return row && toDayState(row);
  },
  /** Replaces a person's own limits. */
  async setLimits(tx: WriteHandle, userId: UserId, limits: LimitsChange, now: number): Promise<void> {
    await tx.run(setLimits, { userId, now, ...toColumns(limits) });
  },
  /** Replaces the limits of everybody of a role who has no own ones. */
  async setDefaults(tx: WriteHandle, role: Role, limits: Limits, now: number): Promise<void> {
    await tx.run(setDefaults, { role, now, ...limits });
  },
};

function toDayState(row: Limits & { messages: number; tokens: number; reserved_tokens: number }): DayState {
  return {
    limits: toLimits(row),
    usage: { messages: row.messages, tokens: row.tokens, reserved: row.reserved_tokens },
  };
}

function toColumns(limits: LimitsChange): Limits {
  const toColumn = (limit: number | null | undefined) => (limit === undefined ? null : (limit ?? UNLIMITED));
  return {
    messages_per_day: toColumn(limits.messages_per_day),
    tokens_per_day: toColumn(limits.tokens_per_day),
    concurrent_streams: toColumn(limits.concurrent_streams),
  };
}
