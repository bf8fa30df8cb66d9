import type { Selectable } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { UserTable } from './table/account-table.ts';

export type UserRow = Selectable<UserTable>;

const findByEmail = readQuery('user.find_by_email', (db, a: { email: string }) =>
  db.selectFrom('users').selectAll().where('email', '=', a.email),
);
const findById = readQuery('user.find_by_id', (db, a: { id: UserId }) =>
  db.selectFrom('users').selectAll().where('id', '=', a.id),
);
const findAny = readQuery('user.find_any', (db) => db.selectFrom('users').select('id').limit(1));

export const userReader = {
  /** @param email in lower case */
  findByEmail(db: ReadHandle, email: string): Promise<UserRow | undefined> {
    return db.first(findByEmail, { email });
  },
  findById(db: ReadHandle, id: UserId): Promise<UserRow | undefined> {
    return db.first(findById, { id });
  },
  /** Whether anybody has an account. */
  async existsAny(db: ReadHandle): Promise<boolean> {
    return (await db.first(findAny, {})) !== undefined;
  },
};
