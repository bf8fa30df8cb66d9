import { type ReadHandle, readQuery } from './query.ts';

/** Millionths of the currency for a million tokens. */
export interface PriceRow {
  provider: string;
  model: string;
  prompt_micros: number;
  completion_micros: number;
}

const list = readQuery('usage_price.list', (db) =>
  db
    .selectFrom('model_prices')
    .select(['provider', 'model', 'prompt_micros', 'completion_micros'])
    .orderBy('provider')
    .orderBy('model'),
);
const listFree = readQuery('usage_price.list_free', (db) =>
  db.selectFrom('token_free_providers').select('provider').orderBy('provider'),
);

export const usagePriceReader = {
  list(db: ReadHandle): Promise<PriceRow[]> {
    return db.all(list, {});
  },
  /** The providers whose tokens count against no limit. */
  async listFree(db: ReadHandle): Promise<string[]> {
    return (await db.all(listFree, {})).map(({ provider }) => provider);
  },
};
