import { type Selectable, sql } from 'kysely';
import { must } from '../kit/must.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { ThrottleTable } from './table/operation-table.ts';

type Counter = Pick<Selectable<ThrottleTable>, 'count' | 'window_started_at'>;

const raise = writeQuery('throttle.raise', (db, a: { key: string; now: number; oldestStart: number }) => {
  const isOver = sql<boolean>`throttles.window_started_at <= ${a.oldestStart}`;
  return db
    .insertInto('throttles')
    .values({ key: a.key, window_started_at: a.now, count: 1 })
    .onConflict((c) =>
      c.column('key').doUpdateSet((eb) => ({
        count: eb
          .case()
          .when(isOver)
          .then(eb.lit(1))
          .else(eb('throttles.count', '+', 1))
          .end(),
        window_started_at: eb
          .case()
          .when(isOver)
          .then(eb.ref('excluded.window_started_at'))
          .else(eb.ref('throttles.window_started_at'))
          .end(),
      })),
    )
    .returning(['count', 'window_started_at']);
});

const lower = writeQuery('throttle.lower', (db, a: { key: string }) =>
  db
    .updateTable('throttles')
    .set((eb) => ({ count: eb('count', '-', 1) }))
    .where('key', '=', a.key)
    .where('count', '>', 0),
);

const clear = writeQuery('throttle.clear', (db, a: { key: string }) =>
  db.deleteFrom('throttles').where('key', '=', a.key),
);

const removeExpired = writeQuery('throttle.remove_expired', (db, a: { oldestStart: number }) =>
  db.deleteFrom('throttles').where('window_started_at', '<=', a.oldestStart),
);

export const throttleWriter = {
  /** Counts one attempt and gives the count with it; a window that began before `oldestStart` is over and begins anew. */
  async raise(tx: WriteHandle, key: string, now: number, oldestStart: number): Promise<Counter> {
    return must((await tx.run(raise, { key, now, oldestStart })).rows[0], 'the counter just raised');
  },
  /** Takes one attempt back. */
  async lower(tx: WriteHandle, key: string): Promise<void> {
    await tx.run(lower, { key });
  },
  async clear(tx: WriteHandle, key: string): Promise<void> {
    await tx.run(clear, { key });
  },
  async removeExpired(tx: WriteHandle, oldestStart: number): Promise<void> {
    await tx.run(removeExpired, { oldestStart });
  },
};
