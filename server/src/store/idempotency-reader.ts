import type { Selectable } from 'kysely';
import { type ReadHandle, readQuery } from './query.ts';
import type { IdempotencyKeyTable } from './table/operation-table.ts';

export type IdempotencyScope = Pick<Selectable<IdempotencyKeyTable>, 'user_id' | 'route' | 'key'>;

const find = readQuery('idempotency.find', (db, a: IdempotencyScope) =>
  db
    .selectFrom('idempotency_keys')
    .select(['body_hash', 'response'])
    .where('user_id', '=', a.user_id)
    .where('route', '=', a.route)
    .where('key', '=', a.key),
);

export const idempotencyReader = {
  find(db: ReadHandle, scope: IdempotencyScope) {
    return db.first(find, scope);
  },
};
