import { appendAudit } from '../audit/append-audit.ts';
import type { Registration } from '../config.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import type { Store } from '../store/open.ts';
import { createAttemptLimit, toAddressSubject } from './attempt-limit.ts';
import type { Caller } from './caller.ts';
import { createSession, type SignedIn } from './create-session.ts';
import { findDoor } from './find-door.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { refuseCommonPassword } from './refuse-common-password.ts';

export interface RegisterParts {
  store: Store;
  clock: Clock;
  passwords: PasswordHasher;
  registration: Registration;
}

interface RegisterInput {
  email: string;
  password: string;
  displayName: string | undefined;
  inviteCode: string | undefined;
  setupToken: string | undefined;
}

const perAddress = createAttemptLimit('register_address', ACCOUNT_LIMITS.registrationsPerAddress);

/**
 * Makes an account and signs it in. What admits a person (the setup token, an invite, an open door) is asked twice: before the password is
 * hashed, so that strangers cost nothing, and in the transaction, where exactly as many as may get in do.
 * @throws AppError E1001 when the password is a common one, E2005 when nothing admits them, E1003 when the e-mail address is taken, E1006 after
 *   too many tries, E1007 when too many sign in at once
 */
export async function register(parts: RegisterParts, input: RegisterInput, caller: Caller): Promise<SignedIn> {
  const { store, clock, passwords } = parts;
  const address = toAddressSubject(caller.ip);
  const refusal = await store.transact((tx) => perAddress.raise(tx, address, clock.now()));
  if (refusal) throw refusal.error;
  const door = await findDoor(parts, input);
  await refuseCommonPassword(input.password, input.email, 'password');
  const passwordHash = await passwords.hash(input.password);

  return store.transact(async (tx) => {
    const now = clock.now();
    const user = await door(tx, { email: input.email, displayName: input.displayName, passwordHash }, now);
    if (!user) throw new AppError('E1003', 'This e-mail address has an account already. Sign in instead.');
    const signedIn = await createSession(tx, user, caller, now);
    await appendAudit(tx, {
      at: now,
      actor: user.id,
      action: input.setupToken === undefined ? 'account.register' : 'account.setup',
      target: { type: 'user', id: user.id },
      ip: caller.ip,
      requestId: caller.requestId,
    });
    return signedIn;
  });
}
