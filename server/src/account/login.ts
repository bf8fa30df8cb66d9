import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import type { SecretBox } from '../kit/secret-box.ts';
import type { Store } from '../store/open.ts';
import type { WriteHandle } from '../store/query.ts';
import { userReader } from '../store/user-reader.ts';
import { toAddressSubject } from './attempt-limit.ts';
import type { Caller } from './caller.ts';
import type { SignedIn } from './create-session.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { codeNeeded, type GivenCode, readSecondFactor } from './second-factor.ts';
import type { SessionEnds } from './session-ends.ts';
import { signIn } from './sign-in.ts';
import { countTry, forgetTries, takeBackTry } from './sign-in-tries.ts';

export interface LoginParts {
  store: Store;
  clock: Clock;
  passwords: PasswordHasher;
  sessionEnds: SessionEnds;
  box: SecretBox;
}

/**
 * Signs a person in, with a new session each time. An unknown address and a wrong password look alike, in text and in time; that there is a second factor
 * shows only after the right password.
 * @throws AppError E1006 after too many tries, E2003 when they do not match, E2004 when they do but the account is disabled, E2006 when the code of
 *   the second factor is missing or wrong, E1007 when too many sign in at once
 */
export async function login(
  { store, clock, passwords, sessionEnds, box }: LoginParts,
  input: { email: string; password: string } & GivenCode,
  caller: Caller,
): Promise<SignedIn> {
  const email = input.email.toLowerCase();
  const subject = { email, address: toAddressSubject(caller.ip) };
  const refusal = await store.transact((tx) => countTry(tx, subject, caller, clock.now()));
  if (refusal) throw refusal.error;

  const user = await userReader.findByEmail(store.read, email);
  const isRight = await passwords.verify(user?.password_hash ?? null, input.password);
  const now = clock.now();
  if (!user || !isRight || user.status !== 'active') {
    const reason = !user ? 'unknown' : isRight ? 'disabled' : 'wrong_password';
    await store.transact((tx) => appendFailure(tx, user?.id, reason, caller, now));
    throw new AppError(isRight ? 'E2004' : 'E2003');
  }
  const factor = await readSecondFactor(store.read, box, user.id, input, now);
  if (factor && !factor.isGiven) {
    await store.transact((tx) => takeBackTry(tx, subject));
    throw codeNeeded(false);
  }
  const result = await store.transact(async (tx) => {
    if (factor && !(await factor.use(tx))) {
      await appendFailure(tx, user.id, 'wrong_code', caller, now);
      return codeNeeded(true);
    }
    await forgetTries(tx, subject);
    const method = !factor ? 'password' : input.totpCode === undefined ? 'recovery_code' : 'totp';
    return (await signIn(tx, user, method, caller, now)) ?? new AppError('E2003');
  });
  if (result instanceof AppError) throw result;
  for (const sessionId of result.endedSessions) sessionEnds.endSession(sessionId);
  return result;
}

function appendFailure(tx: WriteHandle, userId: UserId | undefined, reason: string, caller: Caller, now: number) {
  return appendAudit(tx, {
    at: now,
    actor: null,
    action: 'session.login_failed',
    target: userId ? { type: 'user', id: userId } : null,
    ip: caller.ip,
    requestId: caller.requestId,
    details: { reason },
  });
}
