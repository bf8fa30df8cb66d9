import type { PasskeyId, UserId } from '../kit/id.ts';
import type { PasskeyRow } from './passkey-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';

interface Challenge {
  challengeHash: string;
  /** Null where somebody signs in. */
  userId: UserId | null;
  expiresAt: number;
}

const insertChallenge = writeQuery('passkey.insert_challenge', (db, a: Challenge) =>
  db
    .insertInto('passkey_challenges')
    .values({ challenge_hash: a.challengeHash, user_id: a.userId, expires_at: a.expiresAt }),
);
const takeChallenge = writeQuery('passkey.take_challenge', (db, a: { challengeHash: string; now: number }) =>
  db
    .deleteFrom('passkey_challenges')
    .where('challenge_hash', '=', a.challengeHash)
    .where('expires_at', '>', a.now)
    .returning('user_id'),
);
const removeExpiredChallenges = writeQuery('passkey.remove_expired_challenges', (db, a: { now: number }) =>
  db.deleteFrom('passkey_challenges').where('expires_at', '<=', a.now),
);
const insert = writeQuery('passkey.insert', (db, a: PasskeyRow) =>
  db
    .insertInto('passkeys')
    .values({
      id: a.id,
      user_id: a.user_id,
      name: a.name,
      credential_id: a.credential_id,
      public_key: a.public_key,
      counter: a.counter,
      transports: a.transports,
      created_at: a.created_at,
      last_used_at: a.last_used_at,
    })
    .onConflict((c) => c.column('credential_id').doNothing()),
);
/** A counter that did not grow belongs to a copy; authenticators that keep none always say 0. */
const use = writeQuery('passkey.use', (db, a: { id: PasskeyId; counter: number; now: number }) =>
  db
    .updateTable('passkeys')
    .set({ counter: a.counter, last_used_at: a.now })
    .where('id', '=', a.id)
    .where((eb) => eb.or([eb('counter', '<', a.counter), eb('counter', '=', 0)])),
);
const remove = writeQuery('passkey.remove', (db, a: { userId: UserId; id: PasskeyId }) =>
  db.deleteFrom('passkeys').where('id', '=', a.id).where('user_id', '=', a.userId),
);

export const passkeyWriter = {
  async insertChallenge(tx: WriteHandle, challenge: Challenge): Promise<void> {
    await tx.run(insertChallenge, challenge);
  },
  /** Uses a challenge up and tells whose it was; undefined when there is none. */
  async takeChallenge(
    tx: WriteHandle,
    challengeHash: string,
    now: number,
  ): Promise<{ user_id: UserId | null } | undefined> {
    return (await tx.run(takeChallenge, { challengeHash, now })).rows[0];
  },
  async removeExpiredChallenges(tx: WriteHandle, now: number): Promise<void> {
    await tx.run(removeExpiredChallenges, { now });
  },
  /** Keeps a passkey; false when somebody has it already. */
  async insert(tx: WriteHandle, row: PasskeyRow): Promise<boolean> {
    return (await tx.run(insert, row)).changes === 1;
  },
  /** Notes the authenticator's count of signatures; false when it is none that can come from the one that was added. */
  async use(tx: WriteHandle, id: PasskeyId, counter: number, now: number): Promise<boolean> {
    return (await tx.run(use, { id, counter, now })).changes === 1;
  },
  async remove(tx: WriteHandle, userId: UserId, id: PasskeyId): Promise<boolean> {
    return (await tx.run(remove, { userId, id })).changes === 1;
  },
};
