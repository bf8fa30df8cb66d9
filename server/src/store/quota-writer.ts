import { sql } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import { type Limits, type LimitsChange, UNLIMITED } from './quota-reader.ts';

/**
 * Counts one message if the limit allows it, in one statement: no number of parallel senders passes the limit. The row it locks also makes
 * parallel senders of one person wait for each other until the transaction ends.
 */
const reserveMessage = writeQuery('quota.reserve_message', (db, a: { userId: UserId; day: string; limit: number }) =>
  db
    .insertInto('usage_counters')
    .columns(['user_id', 'day', 'messages', 'prompt_tokens', 'completion_tokens', 'reserved_tokens'])
    .expression(
      db
        .selectFrom('users')
        .select((eb) => [
          'users.id',
          sql<string>`cast(${eb.val(a.day)} as text)`.as('day'),
          eb.lit(1).as('messages'),
          eb.lit(0).as('prompt_tokens'),
          eb.lit(0).as('completion_tokens'),
          eb.lit(0).as('reserved_tokens'),
        ])
        .where('users.id', '=', a.userId)
        .where((eb) => eb(sql<number>`cast(${eb.val(a.limit)} as integer)`, '>=', 1)),
    )
    .onConflict((c) =>
      c
        .columns(['user_id', 'day'])
        .doUpdateSet((eb) => ({ messages: eb('usage_counters.messages', '+', 1) }))
        .where('usage_counters.messages', '<', a.limit),
    )
    .returning('messages'),
);

interface SettleArgs {
  userId: UserId;
  day: string;
  refund: number;
  promptTokens: number;
  completionTokens: number;
}

const settle = writeQuery('quota.settle', (db, a: SettleArgs) =>
  db
    .updateTable('usage_counters')
    .set((eb) => ({
      messages: eb('messages', '-', a.refund),
      prompt_tokens: eb('prompt_tokens', '+', a.promptTokens),
      completion_tokens: eb('completion_tokens', '+', a.completionTokens),
    }))
    .where('user_id', '=', a.userId)
    .where('day', '=', a.day)
    .returning((eb) => ['messages', eb('prompt_tokens', '+', eb.ref('completion_tokens')).as('tokens')]),
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

export const quotaWriter = {
  /** Gives the day's count with this message in it, or undefined when the limit is reached. */
  async reserveMessage(
    tx: WriteHandle,
    userId: UserId,
    day: string,
    limit: number | null,
  ): Promise<number | undefined> {
    return (await tx.run(reserveMessage, { userId, day, limit: limit ?? UNLIMITED })).rows[0]?.messages;
  },
  /** Books what an answer really used on the day it was asked for. */
  async settle(tx: WriteHandle, args: SettleArgs): Promise<{ messages: number; tokens: number } | undefined> {
    return (await tx.run(settle, args)).rows[0];
  },
  /** Replaces a person's own limits. */
  async setLimits(tx: WriteHandle, userId: UserId, limits: LimitsChange, now: number): Promise<void> {
    await tx.run(setLimits, { userId, now, ...toColumns(limits) });
  },
};

function toColumns(limits: LimitsChange): Limits {
  const toColumn = (limit: number | null | undefined) => (limit === undefined ? null : (limit ?? UNLIMITED));
  return {
    messages_per_day: toColumn(limits.messages_per_day),
    tokens_per_day: toColumn(limits.tokens_per_day),
    concurrent_streams: toColumn(limits.concurrent_streams),
  };
}
