import { type ReadHandle, readQuery } from './query.ts';

const count = readQuery('push_budget.count', (db, a: { key: string }) =>
  db.selectFrom('throttles').select('count').where('key', '=', a.key),
);

export const pushBudgetReader = {
  /** What was taken from an hour's budget. @param key as `pushBudgetKey` makes it */
  async count(db: ReadHandle, key: string): Promise<number> {
    return (await db.first(count, { key }))?.count ?? 0;
  },
};
