import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import type { Store } from '../store/open.ts';
import type { WriteHandle } from '../store/query.ts';
import { userReader } from '../store/user-reader.ts';
import { toAddressSubject } from './attempt-limit.ts';
import type { Caller } from './caller.ts';
import { createSession, type SignedIn } from './create-session.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { SessionEnds } from './session-ends.ts';
import { countTry, forgetTries } from './sign-in-tries.ts';

export interface LoginParts {
  store: Store;
  clock: Clock;
  passwords: PasswordHasher;
  sessionEnds: SessionEnds;
}

/**
 * Signs a person in, with a new session each time. An unknown address and a wrong password look alike, in text and in time.
 * @throws AppError E1006 after too many tries, E2003 when they do not match, E2004 when they do but the account is disabled, E1007 when
 *   too many sign in at once
 */
export async function login(
  { store, clock, passwords, sessionEnds }: LoginParts,
  input: { email: string; password: string },
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
    await store.transact((tx) => appendFailure(tx, 'session.login_failed', user?.id, reason, caller, now));
    throw new AppError(isRight ? 'E2004' : 'E2003');
  }
  const signedIn = await store.transact(async (tx) => {
    await forgetTries(tx, subject);
    const created = await createSession(tx, user, caller, now);
    await appendAudit(tx, {
      at: now,
      actor: user.id,
      action: 'session.login',
      target: { type: 'session', id: created.viewer.sessionId },
      ip: caller.ip,
      requestId: caller.requestId,
    });
    return created;
  });
  for (const sessionId of signedIn.endedSessions) sessionEnds.endSession(sessionId);
  return signedIn;
}

function appendFailure(
  tx: WriteHandle,
  action: string,
  userId: UserId | undefined,
  reason: string,
  caller: Caller,
  now: number,
) {
  return appendAudit(tx, {
    at: now,
    actor: null,
    action,
    target: userId ? { type: 'user', id: userId } : null,
    ip: caller.ip,
    requestId: caller.requestId,
    details: { reason },
  });
}
