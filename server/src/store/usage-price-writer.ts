import { type WriteHandle, writeQuery } from './query.ts';
import type { PriceRow } from './usage-price-reader.ts';

const clear = writeQuery('usage_price.clear', (db) => db.deleteFrom('model_prices'));
const insert = writeQuery('usage_price.insert', (db, a: PriceRow) =>
  db.insertInto('model_prices').values({
    provider: a.provider,
    model: a.model,
    prompt_micros: a.prompt_micros,
    completion_micros: a.completion_micros,
  }),
);
const clearFree = writeQuery('usage_price.clear_free', (db) => db.deleteFrom('token_free_providers'));
const insertFree = writeQuery('usage_price.insert_free', (db, a: { provider: string }) =>
  db.insertInto('token_free_providers').values({ provider: a.provider }),
);

export const usagePriceWriter = {
  /** Replaces every price; each model once. */
  async replace(tx: WriteHandle, prices: readonly PriceRow[]): Promise<void> {
    await tx.run(clear, {});
    await tx.runEach(insert, prices);
  },
  /** Replaces the providers whose tokens count against no limit; each once. */
  async replaceFree(tx: WriteHandle, providers: readonly string[]): Promise<void> {
    await tx.run(clearFree, {});
    await tx.runEach(
      insertFree,
      providers.map((provider) => ({ provider })),
    );
  },
};
