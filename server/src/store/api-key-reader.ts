import type { Selectable } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { ApiKeyTable } from './table/account-table.ts';

export type ApiKeyRow = Selectable<ApiKeyTable>;

/** Key, status and role in one look-up: it runs on every request of a program. */
const findActive = readQuery('api_key.find_active', (db, a: { keyHash: string; now: number }) =>
  db
    .selectFrom('api_keys')
    .innerJoin('users', 'users.id', 'api_keys.user_id')
    .select([
      'api_keys.id',
      'api_keys.scope',
      'api_keys.last_used_at',
      'users.id as user_id',
      'users.email',
      'users.display_name',
      'users.role',
      'users.created_at',
    ])
    .where('api_keys.key_hash', '=', a.keyHash)
    .where((eb) => eb.or([eb('api_keys.expires_at', 'is', null), eb('api_keys.expires_at', '>', a.now)]))
    .where('users.status', '=', 'active'),
);
const list = readQuery('api_key.list', (db, a: { userId: UserId }) =>
  db.selectFrom('api_keys').selectAll().where('user_id', '=', a.userId).orderBy('id', 'desc'),
);

export const apiKeyReader = {
  /** The key with its owner, unless it has expired or the owner may not act. */
  findActive(db: ReadHandle, keyHash: string, now: number) {
    return db.first(findActive, { keyHash, now });
  },
  /** Newest first, expired ones too. */
  list(db: ReadHandle, userId: UserId): Promise<ApiKeyRow[]> {
    return db.all(list, { userId });
  },
};
