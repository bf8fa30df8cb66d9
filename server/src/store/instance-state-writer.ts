import { type WriteHandle, writeQuery } from './query.ts';

const put = writeQuery('instance_state.put', (db, a: { key: string; value: string; now: number }) =>
  db
    .insertInto('instance_state')
    .values({ key: a.key, value: a.value, updated_at: a.now })
    .onConflict((c) => c.column('key').doUpdateSet({ value: a.value, updated_at: a.now })),
);

const remove = writeQuery('instance_state.remove', (db, a: { key: string }) =>
  db.deleteFrom('instance_state').where('key', '=', a.key),
);

const takeBeforeFirstUser = writeQuery(
  'instance_state.take_before_first_user',
  (db, a: { key: string; value: string }) =>
    db
      .deleteFrom('instance_state')
      .where('key', '=', a.key)
      .where('value', '=', a.value)
      .where((eb) => eb.not(eb.exists(eb.selectFrom('users').select('id'))))
      .returning('key'),
);

export const instanceStateWriter = {
  async put(tx: WriteHandle, key: string, value: string, now: number): Promise<void> {
    await tx.run(put, { key, value, now });
  },
  async remove(tx: WriteHandle, key: string): Promise<void> {
    await tx.run(remove, { key });
  },
  /** Removes the entry if it still has this value and nobody has an account; of any number of callers at once one gets true. */
  async takeBeforeFirstUser(tx: WriteHandle, key: string, value: string): Promise<boolean> {
    return (await tx.run(takeBeforeFirstUser, { key, value })).changes === 1;
  },
};
