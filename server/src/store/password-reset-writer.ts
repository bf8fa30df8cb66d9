import type { Selectable } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { PasswordResetTable } from './table/account-table.ts';

type PasswordResetRow = Selectable<PasswordResetTable>;

const insert = writeQuery('password_reset.insert', (db, a: PasswordResetRow) =>
  db.insertInto('password_resets').values({
    token_hash: a.token_hash,
    user_id: a.user_id,
    created_at: a.created_at,
    expires_at: a.expires_at,
  }),
);
const take = writeQuery('password_reset.take', (db, a: { tokenHash: string; now: number }) =>
  db
    .deleteFrom('password_resets')
    .where('token_hash', '=', a.tokenHash)
    .where('expires_at', '>', a.now)
    .returning('user_id'),
);
const removeAll = writeQuery('password_reset.remove_all', (db, a: { userId: UserId }) =>
  db.deleteFrom('password_resets').where('user_id', '=', a.userId),
);
const removeExpired = writeQuery('password_reset.remove_expired', (db, a: { now: number }) =>
  db.deleteFrom('password_resets').where('expires_at', '<=', a.now),
);

export const passwordResetWriter = {
  async insert(tx: WriteHandle, row: PasswordResetRow): Promise<void> {
    await tx.run(insert, row);
  },
  /** Uses a link up and tells whose it was; of any number of callers at once one is told. */
  async take(tx: WriteHandle, tokenHash: string, now: number): Promise<UserId | undefined> {
    return (await tx.run(take, { tokenHash, now })).rows[0]?.user_id;
  },
  async removeAll(tx: WriteHandle, userId: UserId): Promise<void> {
    await tx.run(removeAll, { userId });
  },
  async removeExpired(tx: WriteHandle, now: number): Promise<void> {
    await tx.run(removeExpired, { now });
  },
};
