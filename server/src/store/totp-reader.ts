import type { Selectable } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { TotpFactorTable } from './table/account-table.ts';

export type TotpRow = Selectable<TotpFactorTable>;

const find = readQuery('totp.find', (db, a: { userId: UserId }) =>
  db.selectFrom('totp_factors').selectAll().where('user_id', '=', a.userId),
);
const countCodes = readQuery('totp.count_recovery_codes', (db, a: { userId: UserId }) =>
  db
    .selectFrom('recovery_codes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', a.userId),
);

export const totpReader = {
  /** A person's authenticator, confirmed or not. */
  find(db: ReadHandle, userId: UserId): Promise<TotpRow | undefined> {
    return db.first(find, { userId });
  },
  async countRecoveryCodes(db: ReadHandle, userId: UserId): Promise<number> {
    return (await db.first(countCodes, { userId }))?.count ?? 0;
  },
};
