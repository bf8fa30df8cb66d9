import { z } from 'zod';
import { appendAudit } from '../audit/append-audit.ts';
import type { Registration } from '../config.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { hashSecret } from '../kit/id.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import { inviteReader } from '../store/invite-reader.ts';
import { inviteWriter } from '../store/invite-writer.ts';
import type { Store } from '../store/open.ts';
import type { WriteHandle } from '../store/query.ts';
import { quotaWriter } from '../store/quota-writer.ts';
import type { Role } from '../store/schema.ts';
import { userReader } from '../store/user-reader.ts';
import { createAttemptLimit, toAddressSubject } from './attempt-limit.ts';
import type { Caller } from './caller.ts';
import { createSession, type SignedIn } from './create-session.ts';
import { createUser } from './create-user.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { refuseCommonPassword } from './refuse-common-password.ts';
import { setupToken } from './setup-token.ts';

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

/** The form in which an invite keeps the limits it gives; a missing one is left to the role. */
const inviteQuota = z.object({
  messages_per_day: z.number().int().nullable().optional(),
  tokens_per_day: z.number().int().nullable().optional(),
  concurrent_streams: z.number().int().nullable().optional(),
});

/**
 * Makes an account and signs it in. What admits a person (the setup token, an invite, an open door) is asked twice: before the password is
 * hashed, so that strangers cost nothing, and in the transaction, where exactly as many as may get in do.
 * @throws AppError E1001 when the password is a common one, E2005 when nothing admits them, E1003 when the e-mail address is taken, E1006 after too many tries, E1007 when too many
 *   sign in at once
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
    const { role, quota } = await door(tx, now);
    const user = await createUser(tx, { email: input.email, displayName: input.displayName, passwordHash, role }, now);
    if (!user) throw new AppError('E1003', 'This e-mail address has an account already. Sign in instead.');
    if (quota !== null) await quotaWriter.setLimits(tx, user.id, inviteQuota.parse(JSON.parse(quota)), now);
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

/** Lets one person in and says as what, or throws E2005. */
type Door = (tx: WriteHandle, now: number) => Promise<{ role: Role; quota: string | null }>;

async function findDoor(parts: RegisterParts, input: RegisterInput): Promise<Door> {
  if (input.setupToken !== undefined) return findSetupDoor(parts, input.setupToken);
  if (!(await userReader.existsAny(parts.store.read))) {
    throw new AppError('E2005', 'The first account is made with the link that the server printed when it started.');
  }
  if (parts.registration === 'closed') throw new AppError('E2005', 'Registration is closed on this server.');
  if (input.inviteCode !== undefined) return findInviteDoor(parts, input.email, input.inviteCode);
  if (parts.registration === 'open') return async () => ({ role: 'user', quota: null });
  throw new AppError('E2005', 'Registration needs an invite. Ask your administrator for one.');
}

async function findSetupDoor({ store }: RegisterParts, token: string): Promise<Door> {
  const wrong = () =>
    new AppError('E2005', 'This set-up link is wrong or was used. The server prints a new one when it starts.');
  if (!(await setupToken.isRight(store.read, token))) throw wrong();
  return async (tx) => {
    if (!(await setupToken.take(tx, token))) throw wrong();
    return { role: 'admin', quota: null };
  };
}

async function findInviteDoor({ store, clock }: RegisterParts, givenEmail: string, code: string): Promise<Door> {
  const wrong = () => new AppError('E2005', 'This invite is wrong, used up, expired or made for someone else.');
  const email = givenEmail.toLowerCase();
  const codeHash = hashSecret(code);
  if (!(await inviteReader.isUsable(store.read, codeHash, email, clock.now()))) throw wrong();
  return async (tx, now) => {
    const invite = await inviteWriter.redeem(tx, codeHash, email, now);
    if (!invite) throw wrong();
    return invite;
  };
}
