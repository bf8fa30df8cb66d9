import type { Selectable } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { IdentityTable } from './table/account-table.ts';

export type IdentityRow = Selectable<IdentityTable>;

const find = readQuery('identity.find', (db, a: { issuer: string; subject: string }) =>
  db.selectFrom('identities').selectAll().where('issuer', '=', a.issuer).where('subject', '=', a.subject),
);
const list = readQuery('identity.list', (db, a: { userId: UserId }) =>
  db.selectFrom('identities').selectAll().where('user_id', '=', a.userId).orderBy('created_at'),
);

export const identityReader = {
  find(db: ReadHandle, issuer: string, subject: string): Promise<IdentityRow | undefined> {
    return db.first(find, { issuer, subject });
  },
  /** The accounts elsewhere that open this person's account, oldest first. */
  list(db: ReadHandle, userId: UserId): Promise<IdentityRow[]> {
    return db.all(list, { userId });
  },
};
