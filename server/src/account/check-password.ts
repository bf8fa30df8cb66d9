import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import { userReader } from '../store/user-reader.ts';
import { toAddressSubject } from './attempt-limit.ts';
import type { Caller } from './caller.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { countTry, forgetTries } from './sign-in-tries.ts';
import type { SessionViewer } from './viewer.ts';

export interface CheckParts {
  store: Store;
  clock: Clock;
  passwords: PasswordHasher;
}

/**
 * Makes sure that somebody who is signed in knows their password. Tries count like those of signing in, so a stolen session is no way to guess.
 * @throws AppError E2003 when it is wrong, E1006 after too many tries, E1007 when too many sign in at once
 */
export async function checkPassword(
  { store, clock, passwords }: CheckParts,
  viewer: SessionViewer,
  password: string,
  caller: Caller,
): Promise<void> {
  const subject = { email: viewer.email, address: toAddressSubject(caller.ip) };
  const refusal = await store.transact((tx) => countTry(tx, subject, caller, clock.now()));
  if (refusal) throw refusal.error;
  const user = await userReader.findById(store.read, viewer.userId);
  const isRight = await passwords.verify(user?.password_hash ?? null, password);
  await store.transact(async (tx) => {
    if (isRight) return forgetTries(tx, subject);
    await appendAudit(tx, {
      at: clock.now(),
      actor: viewer.userId,
      action: 'session.proof_failed',
      target: { type: 'user', id: viewer.userId },
      ip: caller.ip,
      requestId: caller.requestId,
    });
  });
  if (!isRight) throw new AppError('E2003', 'The password is wrong.');
}
