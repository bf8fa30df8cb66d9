import { type ReadHandle, readQuery } from './query.ts';

const findUsable = readQuery('invite.find_usable', (db, a: { codeHash: string; email: string; now: number }) =>
  db
    .selectFrom('invites')
    .select('id')
    .where('code_hash', '=', a.codeHash)
    .whereRef('uses', '<', 'max_uses')
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', a.now)]))
    .where((eb) => eb.or([eb('email', 'is', null), eb('email', '=', a.email)])),
);

export const inviteReader = {
  /** Whether this person could use the invite at this moment; only `inviteWriter.redeem` decides. */
  async isUsable(db: ReadHandle, codeHash: string, email: string, now: number): Promise<boolean> {
    return (await db.first(findUsable, { codeHash, email, now })) !== undefined;
  },
};
