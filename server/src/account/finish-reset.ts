import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { hashSecret } from '../kit/id.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import type { Store } from '../store/open.ts';
import { passwordResetReader } from '../store/password-reset-reader.ts';
import { passwordResetWriter } from '../store/password-reset-writer.ts';
import { createAttemptLimit, toAddressSubject } from './attempt-limit.ts';
import type { Caller } from './caller.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { refuseCommonPassword } from './refuse-common-password.ts';
import type { SessionEnds } from './session-ends.ts';
import { setPassword } from './set-password.ts';

export interface FinishResetParts {
  store: Store;
  clock: Clock;
  passwords: PasswordHasher;
  sessionEnds: SessionEnds;
}

const perAddress = createAttemptLimit('reset_finish', ACCOUNT_LIMITS.triesPerAddress);

/**
 * Gives the person of a reset link another password and ends every session and API key. It signs nobody in: a second factor is asked for as ever.
 * @throws AppError E1001 when the password is a common one, E2005 when the link is wrong, used or too old, E1006 after too many tries, E1007 when too many sign in at once
 */
export async function finishReset(
  { store, clock, passwords, sessionEnds }: FinishResetParts,
  { token, newPassword }: { token: string; newPassword: string },
  caller: Caller,
): Promise<void> {
  const wrong = () => new AppError('E2005', 'This link is wrong, was used or is too old. Ask for a new one.');
  const address = toAddressSubject(caller.ip);
  const tokenHash = hashSecret(token);
  const refusal = await store.transact((tx) => perAddress.raise(tx, address, clock.now()));
  if (refusal) throw refusal.error;
  // Asked twice, so that a made-up token costs no hash.
  if (!(await passwordResetReader.exists(store.read, tokenHash, clock.now()))) throw wrong();
  await refuseCommonPassword(newPassword, undefined, 'new_password');
  const passwordHash = await passwords.hash(newPassword);
  const ended = await store.transact(async (tx) => {
    const now = clock.now();
    const userId = await passwordResetWriter.take(tx, tokenHash, now);
    if (userId === undefined) throw wrong();
    await perAddress.lower(tx, address);
    const ids = await setPassword(tx, userId, passwordHash, null, now);
    await appendAudit(tx, {
      at: now,
      actor: userId,
      action: 'account.reset_password',
      target: { type: 'user', id: userId },
      ip: caller.ip,
      requestId: caller.requestId,
      details: { ended: ids.length },
    });
    return ids;
  });
  for (const id of ended) sessionEnds.endSession(id);
}
