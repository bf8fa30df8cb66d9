import type { UserId } from '../kit/id.ts';
import type { PreferenceRow } from './preference-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';

const create = writeQuery('preference.create', (db, a: PreferenceRow) =>
  db
    .insertInto('preferences')
    .values({
      user_id: a.user_id,
      active_space: a.active_space,
      active_slot: a.active_slot,
      settings: a.settings,
      updated_at: a.updated_at,
    })
    .onConflict((c) => c.column('user_id').doUpdateSet((eb) => ({ updated_at: eb.ref('excluded.updated_at') })))
    .returningAll(),
);

const update = writeQuery('preference.update', (db, a: PreferenceRow) =>
  db
    .updateTable('preferences')
    .set({
      active_space: a.active_space,
      active_slot: a.active_slot,
      settings: a.settings,
      updated_at: a.updated_at,
    })
    .where('user_id', '=', a.user_id),
);

export const preferenceWriter = {
  /** Gives a person's row, made from `first` if there is none, and holds it against changes by others until the transaction ends. */
  async lock(tx: WriteHandle, first: PreferenceRow): Promise<PreferenceRow> {
    const { rows } = await tx.run(create, first);
    return rows[0] ?? first;
  },
  async update(tx: WriteHandle, row: PreferenceRow & { user_id: UserId }): Promise<void> {
    await tx.run(update, row);
  },
};
