import { type ReadHandle, readQuery } from './query.ts';

const find = readQuery('password_reset.find', (db, a: { tokenHash: string; now: number }) =>
  db
    .selectFrom('password_resets')
    .select('created_at')
    .where('token_hash', '=', a.tokenHash)
    .where('expires_at', '>', a.now),
);

export const passwordResetReader = {
  /** Whether a link could be used at this moment; only `passwordResetWriter.take` decides. */
  async exists(db: ReadHandle, tokenHash: string, now: number): Promise<boolean> {
    return (await db.first(find, { tokenHash, now })) !== undefined;
  },
};
