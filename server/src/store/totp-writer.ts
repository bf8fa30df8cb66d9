import type { UserId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';

interface NewFactor {
  userId: UserId;
  sealedSecret: string;
  now: number;
}

/** Replaces one that was never confirmed, and leaves a confirmed one alone. */
const begin = writeQuery('totp.begin', (db, a: NewFactor) =>
  db
    .insertInto('totp_factors')
    .values({ user_id: a.userId, sealed_secret: a.sealedSecret, last_step: 0, created_at: a.now, confirmed_at: null })
    .onConflict((c) =>
      c
        .column('user_id')
        .doUpdateSet((eb) => ({
          sealed_secret: eb.ref('excluded.sealed_secret'),
          created_at: eb.ref('excluded.created_at'),
          last_step: 0,
        }))
        .where('totp_factors.confirmed_at', 'is', null),
    )
    .returning('user_id'),
);
const confirm = writeQuery(
  'totp.confirm',
  (db, a: { userId: UserId; sealedSecret: string; step: number; now: number }) =>
    db
      .updateTable('totp_factors')
      .set({ confirmed_at: a.now, last_step: a.step })
      .where('user_id', '=', a.userId)
      .where('sealed_secret', '=', a.sealedSecret)
      .where('confirmed_at', 'is', null),
);
const useStep = writeQuery('totp.use_step', (db, a: { userId: UserId; step: number }) =>
  db
    .updateTable('totp_factors')
    .set({ last_step: a.step })
    .where('user_id', '=', a.userId)
    .where('last_step', '<', a.step),
);
const remove = writeQuery('totp.remove', (db, a: { userId: UserId }) =>
  db.deleteFrom('totp_factors').where('user_id', '=', a.userId),
);
const addCode = writeQuery('totp.add_recovery_code', (db, a: { userId: UserId; codeHash: string }) =>
  db.insertInto('recovery_codes').values({ user_id: a.userId, code_hash: a.codeHash }),
);
const useCode = writeQuery('totp.use_recovery_code', (db, a: { userId: UserId; codeHash: string }) =>
  db.deleteFrom('recovery_codes').where('user_id', '=', a.userId).where('code_hash', '=', a.codeHash),
);
const removeCodes = writeQuery('totp.remove_recovery_codes', (db, a: { userId: UserId }) =>
  db.deleteFrom('recovery_codes').where('user_id', '=', a.userId),
);

export const totpWriter = {
  /** Keeps a new secret that waits for its first code; false when a confirmed one is in force. */
  async begin(tx: WriteHandle, factor: NewFactor): Promise<boolean> {
    return (await tx.run(begin, factor)).changes === 1;
  },
  /** Puts the secret whose first code was right in force; false when another one took its place. */
  async confirm(
    tx: WriteHandle,
    args: { userId: UserId; sealedSecret: string; step: number; now: number },
  ): Promise<boolean> {
    return (await tx.run(confirm, args)).changes === 1;
  },
  /** Uses up a time step and all before it; of any number of callers at once one gets true. */
  async useStep(tx: WriteHandle, userId: UserId, step: number): Promise<boolean> {
    return (await tx.run(useStep, { userId, step })).changes === 1;
  },
  /** Takes the authenticator away, and its recovery codes. */
  async remove(tx: WriteHandle, userId: UserId): Promise<boolean> {
    await tx.run(removeCodes, { userId });
    return (await tx.run(remove, { userId })).changes === 1;
  },
  async replaceRecoveryCodes(tx: WriteHandle, userId: UserId, codeHashes: readonly string[]): Promise<void> {
    await tx.run(removeCodes, { userId });
    await tx.runEach(
      addCode,
      codeHashes.map((codeHash) => ({ userId, codeHash })),
    );
  },
  /** Uses a recovery code up; of any number of callers at once one gets true. */
  async useRecoveryCode(tx: WriteHandle, userId: UserId, codeHash: string): Promise<boolean> {
    return (await tx.run(useCode, { userId, codeHash })).changes === 1;
  },
};
