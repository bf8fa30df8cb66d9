import type { Selectable } from 'kysely';
import { type ReadHandle, readQuery } from './query.ts';
import type { ModelFallbackTable, ProviderTable } from './table/provider-table.ts';

export type ProviderRow = Selectable<ProviderTable>;
export type ModelFallbackRow = Selectable<ModelFallbackTable>;

const list = readQuery('provider.list', (db) =>
  db.selectFrom('providers').selectAll().orderBy('position').orderBy('id'),
);
const find = readQuery('provider.find', (db, a: { id: string }) =>
  db.selectFrom('providers').selectAll().where('id', '=', a.id),
);
const listFallbacks = readQuery('provider.list_fallbacks', (db) =>
  db.selectFrom('model_fallbacks').selectAll().orderBy('provider').orderBy('model').orderBy('position'),
);

export const providerReader = {
  /** Every provider that admins made, in the order in which they are offered. */
  list(db: ReadHandle): Promise<ProviderRow[]> {
    return db.all(list, {});
  },
  find(db: ReadHandle, id: string): Promise<ProviderRow | undefined> {
    return db.first(find, { id });
  },
  /** Every chain, each in the order in which it is asked. */
  listFallbacks(db: ReadHandle): Promise<ModelFallbackRow[]> {
    return db.all(listFallbacks, {});
  },
};
