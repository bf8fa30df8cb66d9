import { type ReadHandle, readQuery } from './query.ts';

const find = readQuery('instance_state.find', (db, a: { key: string }) =>
  db.selectFrom('instance_state').select('value').where('key', '=', a.key),
);

export const instanceStateReader = {
  async find(db: ReadHandle, key: string): Promise<string | undefined> {
    return (await db.first(find, { key }))?.value;
  },
};
