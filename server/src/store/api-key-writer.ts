import type { ApiKeyId, UserId } from '../kit/id.ts';
import type { ApiKeyRow } from './api-key-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';

const insert = writeQuery('api_key.insert', (db, a: ApiKeyRow) =>
  db.insertInto('api_keys').values({
    id: a.id,
    user_id: a.user_id,
    name: a.name,
    scope: a.scope,
    key_hash: a.key_hash,
    created_at: a.created_at,
    last_used_at: a.last_used_at,
    expires_at: a.expires_at,
  }),
);
const touch = writeQuery('api_key.touch', (db, a: { id: ApiKeyId; now: number }) =>
  db.updateTable('api_keys').set({ last_used_at: a.now }).where('id', '=', a.id),
);
const remove = writeQuery('api_key.remove', (db, a: { userId: UserId; id: ApiKeyId }) =>
  db.deleteFrom('api_keys').where('id', '=', a.id).where('user_id', '=', a.userId),
);
const removeAll = writeQuery('api_key.remove_all', (db, a: { userId: UserId }) =>
  db.deleteFrom('api_keys').where('user_id', '=', a.userId).returning('id'),
);

export const apiKeyWriter = {
  async insert(tx: WriteHandle, row: ApiKeyRow): Promise<void> {
    await tx.run(insert, row);
  },
  /** Notes that a key was used. */
  async touch(tx: WriteHandle, id: ApiKeyId, now: number): Promise<void> {
    await tx.run(touch, { id, now });
  },
  /** Ends a key of a person; false when they have none of this id. */
  async remove(tx: WriteHandle, userId: UserId, id: ApiKeyId): Promise<boolean> {
    return (await tx.run(remove, { userId, id })).changes === 1;
  },
  /** Ends every key of a person and tells which. */
  async removeAll(tx: WriteHandle, userId: UserId): Promise<ApiKeyId[]> {
    return (await tx.run(removeAll, { userId })).rows.map((row) => row.id);
  },
};
