import type { ModelFallbackRow, ProviderRow } from './provider-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';

const insert = writeQuery('provider.insert', (db, a: ProviderRow) =>
  db
    .insertInto('providers')
    .values({
      id: a.id,
      kind: a.kind,
      name: a.name,
      base_url: a.base_url,
      sealed_key: a.sealed_key,
      is_private_allowed: a.is_private_allowed,
      is_enabled: a.is_enabled,
      position: a.position,
      settings: a.settings,
      created_at: a.created_at,
      updated_at: a.updated_at,
    })
    .onConflict((c) => c.doNothing()),
);
/** Changes nothing: it makes whoever changes the same provider wait for the end of the transaction. */
const lock = writeQuery('provider.lock', (db, a: { id: string }) =>
  db
    .updateTable('providers')
    .set((eb) => ({ id: eb.ref('id') }))
    .where('id', '=', a.id),
);
const update = writeQuery('provider.update', (db, a: ProviderRow) =>
  db
    .updateTable('providers')
    .set({
      name: a.name,
      base_url: a.base_url,
      sealed_key: a.sealed_key,
      is_private_allowed: a.is_private_allowed,
      is_enabled: a.is_enabled,
      position: a.position,
      settings: a.settings,
      updated_at: a.updated_at,
    })
    .where('id', '=', a.id),
);
const remove = writeQuery('provider.remove', (db, a: { id: string }) =>
  db.deleteFrom('providers').where('id', '=', a.id),
);
const forgetFree = writeQuery('provider.forget_free', (db, a: { id: string }) =>
  db.deleteFrom('token_free_providers').where('provider', '=', a.id),
);
const forgetFallbacks = writeQuery('provider.forget_fallbacks', (db, a: { id: string }) =>
  db
    .deleteFrom('model_fallbacks')
    .where((eb) => eb.or([eb('provider', '=', a.id), eb('fallback_provider', '=', a.id)])),
);
const clearFallbacks = writeQuery('provider.clear_fallbacks', (db) => db.deleteFrom('model_fallbacks'));
const insertFallback = writeQuery('provider.insert_fallback', (db, a: ModelFallbackRow) =>
  db.insertInto('model_fallbacks').values({
    provider: a.provider,
    model: a.model,
    position: a.position,
    fallback_provider: a.fallback_provider,
    fallback_model: a.fallback_model,
  }),
);

export const providerWriter = {
  /** False when the id is taken. */
  async insert(tx: WriteHandle, row: ProviderRow): Promise<boolean> {
    return (await tx.run(insert, row)).changes === 1;
  },
  /** Until the transaction ends nobody else changes it. */
  async lock(tx: WriteHandle, id: string): Promise<void> {
    await tx.run(lock, { id });
  },
  async update(tx: WriteHandle, row: ProviderRow): Promise<void> {
    await tx.run(update, row);
  },
  /**
   * Deletes a provider with the chains it stands in. A later one of the same id is another one: it does not inherit that its tokens were free.
   * False when there is none.
   */
  async remove(tx: WriteHandle, id: string): Promise<boolean> {
    if ((await tx.run(remove, { id })).changes === 0) return false;
    await tx.run(forgetFree, { id });
    await tx.run(forgetFallbacks, { id });
    return true;
  },
  /** Replaces every chain. */
  async replaceFallbacks(tx: WriteHandle, rows: readonly ModelFallbackRow[]): Promise<void> {
    await tx.run(clearFallbacks, {});
    await tx.runEach(insertFallback, rows);
  },
};
