import type { Selectable } from 'kysely';
import { type ReadHandle, readQuery } from './query.ts';
import type { UserTable } from './schema.ts';

export type UserRow = Selectable<UserTable>;

const findByEmail = readQuery('user.find_by_email', (db, a: { email: string }) =>
  db.selectFrom('users').selectAll().where('email', '=', a.email),
);
const findAny = readQuery('user.find_any', (db) => db.selectFrom('users').select('id').limit(1));

export const userReader = {
  /** @param email in lower case */
  findByEmail(db: ReadHandle, email: string): Promise<UserRow | undefined> {
    return db.first(findByEmail, { email });
  },
  /** Whether anybody has an account. */
  async existsAny(db: ReadHandle): Promise<boolean> {
    return (await db.first(findAny, {})) !== undefined;
  },
};
