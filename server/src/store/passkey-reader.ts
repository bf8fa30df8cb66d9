import type { Selectable } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { PasskeyTable } from './table/account-table.ts';

export type PasskeyRow = Selectable<PasskeyTable>;

const list = readQuery('passkey.list', (db, a: { userId: UserId }) =>
  db.selectFrom('passkeys').selectAll().where('user_id', '=', a.userId).orderBy('id', 'desc'),
);
const findByCredential = readQuery('passkey.find_by_credential', (db, a: { credentialId: string }) =>
  db.selectFrom('passkeys').selectAll().where('credential_id', '=', a.credentialId),
);

export const passkeyReader = {
  /** Newest first. */
  list(db: ReadHandle, userId: UserId): Promise<PasskeyRow[]> {
    return db.all(list, { userId });
  },
  /** @param credentialId as the authenticator calls it, in base64url */
  findByCredential(db: ReadHandle, credentialId: string): Promise<PasskeyRow | undefined> {
    return db.first(findByCredential, { credentialId });
  },
};
