import type { UserId } from '../kit/id.ts';
import type { IdentityRow } from './identity-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';

const insert = writeQuery('identity.insert', (db, a: IdentityRow) =>
  db
    .insertInto('identities')
    .values({
      issuer: a.issuer,
      subject: a.subject,
      user_id: a.user_id,
      provider: a.provider,
      created_at: a.created_at,
      last_used_at: a.last_used_at,
    })
    .onConflict((c) => c.columns(['issuer', 'subject']).doNothing()),
);
const touch = writeQuery('identity.touch', (db, a: { issuer: string; subject: string; now: number }) =>
  db
    .updateTable('identities')
    .set({ last_used_at: a.now })
    .where('issuer', '=', a.issuer)
    .where('subject', '=', a.subject),
);
const removeOfProvider = writeQuery('identity.remove_of_provider', (db, a: { userId: UserId; provider: string }) =>
  db.deleteFrom('identities').where('user_id', '=', a.userId).where('provider', '=', a.provider),
);

export const identityWriter = {
  /** Ties an account elsewhere to a person here; false when it is tied already. */
  async insert(tx: WriteHandle, row: IdentityRow): Promise<boolean> {
    return (await tx.run(insert, row)).changes === 1;
  },
  async touch(tx: WriteHandle, issuer: string, subject: string, now: number): Promise<void> {
    await tx.run(touch, { issuer, subject, now });
  },
  /** Unties a person from a provider; false when they were not tied to it. */
  async removeOfProvider(tx: WriteHandle, userId: UserId, provider: string): Promise<boolean> {
    return (await tx.run(removeOfProvider, { userId, provider })).changes > 0;
  },
};
