import { sql } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';

interface UseArgs {
  userId: UserId;
  day: string;
  provider: string;
  model: string;
  messages: number;
  promptTokens: number;
  completionTokens: number;
}

/** Costs are counted at the price of the moment, rounded to millionths for each use. */
const add = writeQuery('usage.add', (db, a: UseArgs) =>
  db
    .insertInto('model_usage')
    .values({
      user_id: a.userId,
      day: a.day,
      provider: a.provider,
      model: a.model,
      messages: a.messages,
      prompt_tokens: a.promptTokens,
      completion_tokens: a.completionTokens,
      cost_micros: sql<number>`coalesce((select (cast(${a.promptTokens} as bigint) * p.prompt_micros
        + cast(${a.completionTokens} as bigint) * p.completion_micros + 500000) / 1000000
        from model_prices as p where p.provider = ${a.provider} and p.model = ${a.model}), 0)`,
    })
    .onConflict((c) =>
      c.columns(['user_id', 'day', 'provider', 'model']).doUpdateSet((eb) => ({
        messages: eb('model_usage.messages', '+', eb.ref('excluded.messages')),
        prompt_tokens: eb('model_usage.prompt_tokens', '+', eb.ref('excluded.prompt_tokens')),
        completion_tokens: eb('model_usage.completion_tokens', '+', eb.ref('excluded.completion_tokens')),
        cost_micros: eb('model_usage.cost_micros', '+', eb.ref('excluded.cost_micros')),
      })),
    ),
);

export const usageWriter = {
  /** Adds a use to its day, person and model, with its cost where a price is set. */
  async add(tx: WriteHandle, use: UseArgs): Promise<void> {
    await tx.run(add, use);
  },
};
