import type { IdempotencyScope } from './idempotency-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';

const claim = writeQuery('idempotency.claim', (db, a: IdempotencyScope & { bodyHash: string; now: number }) =>
  db
    .insertInto('idempotency_keys')
    .values({ user_id: a.user_id, route: a.route, key: a.key, body_hash: a.bodyHash, created_at: a.now })
    .onConflict((c) => c.columns(['user_id', 'route', 'key']).doNothing()),
);
const keep = writeQuery('idempotency.keep', (db, a: IdempotencyScope & { response: string }) =>
  db
    .updateTable('idempotency_keys')
    .set({ status_code: 200, response: a.response })
    .where('user_id', '=', a.user_id)
    .where('route', '=', a.route)
    .where('key', '=', a.key),
);
const release = writeQuery('idempotency.release', (db, a: IdempotencyScope) =>
  db
    .deleteFrom('idempotency_keys')
    .where('user_id', '=', a.user_id)
    .where('route', '=', a.route)
    .where('key', '=', a.key),
);
const removeExpired = writeQuery('idempotency.remove_expired', (db, a: { oldest: number }) =>
  db.deleteFrom('idempotency_keys').where('created_at', '<=', a.oldest),
);

export const idempotencyWriter = {
  /** True for the first to come; who comes second waits for the first one's transaction and then gets false. */
  async claim(tx: WriteHandle, scope: IdempotencyScope, bodyHash: string, now: number): Promise<boolean> {
    return (await tx.run(claim, { ...scope, bodyHash, now })).changes === 1;
  },
  /** Keeps the answer, for whoever sends the same key again. */
  async keep(tx: WriteHandle, scope: IdempotencyScope, response: string): Promise<void> {
    await tx.run(keep, { ...scope, response });
  },
  /** Makes a key as if it had never come: what it began did not come about. */
  async release(tx: WriteHandle, scope: IdempotencyScope): Promise<void> {
    await tx.run(release, scope);
  },
  async removeExpired(tx: WriteHandle, oldest: number): Promise<void> {
    await tx.run(removeExpired, { oldest });
  },
};
