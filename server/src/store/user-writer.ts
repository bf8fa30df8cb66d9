import { type WriteHandle, writeQuery } from './query.ts';
import type { UserRow } from './user-reader.ts';

const insert = writeQuery('user.insert', (db, a: UserRow) =>
  db
    .insertInto('users')
    .values({
      id: a.id,
      email: a.email,
      display_name: a.display_name,
      password_hash: a.password_hash,
      role: a.role,
      status: a.status,
      created_at: a.created_at,
      updated_at: a.updated_at,
    })
    .onConflict((c) => c.column('email').doNothing()),
);

export const userWriter = {
  /** Adds a person; false when the e-mail address is taken. */
  async insert(tx: WriteHandle, row: UserRow): Promise<boolean> {
    return (await tx.run(insert, row)).changes === 1;
  },
};
