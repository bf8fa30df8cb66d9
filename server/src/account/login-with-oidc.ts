import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import { identityReader } from '../store/identity-reader.ts';
import { identityWriter } from '../store/identity-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { type UserRow, userReader } from '../store/user-reader.ts';
import { userWriter } from '../store/user-writer.ts';
import type { Caller } from './caller.ts';
import type { SignedIn } from './create-session.ts';
import { type Door, type DoorParts, findDoor } from './find-door.ts';
import type { OidcPerson } from './oidc-client.ts';
import type { SessionEnds } from './session-ends.ts';
import { signIn } from './sign-in.ts';

export type OidcLoginParts = DoorParts & { sessionEnds: SessionEnds };

/** What came back from a provider. */
interface Arrival {
  provider: string;
  person: OidcPerson;
  inviteCode: string | undefined;
}

/**
 * Signs in the person whom a provider confirmed. They are known by issuer and subject alone; an account that exists here is never opened because an e-mail
 * address is the same, since whoever can write an address into an account elsewhere would then have every account here. Who is unknown gets a
 * new account where registration admits them.
 * @throws AppError E1003 when the address has an account that is not linked, E2004 when the account is disabled, E2005 when nothing admits them
 */
export async function loginWithOidc(
  parts: OidcLoginParts,
  { provider, person, inviteCode }: Arrival,
  caller: Caller,
): Promise<SignedIn> {
  const { store, clock, sessionEnds } = parts;
  const known = await identityReader.find(store.read, person.issuer, person.subject);
  const door = known ? undefined : await openDoor(parts, person, inviteCode);
  const result = await store.transact(async (tx) => {
    const now = clock.now();
    const user = door
      ? await createAccount(tx, { door, provider, person }, caller, now)
      : await findOwner(tx, person, now);
    if (!user) return new AppError('E2003');
    const { role, isChanged } = await takeRole(tx, user, person.role, caller, now);
    const signedIn = await signIn(tx, { ...user, role }, 'oidc', caller, now);
    return signedIn ? { signedIn, isChanged } : new AppError('E2004');
  });
  if (result instanceof AppError) throw result;
  const { signedIn, isChanged } = result;
  // What is open stands on the role that it was opened with.
  if (isChanged) sessionEnds.endUser(signedIn.viewer.userId);
  for (const sessionId of signedIn.endedSessions) sessionEnds.endSession(sessionId);
  return signedIn;
}

async function openDoor(parts: DoorParts, { email }: OidcPerson, inviteCode: string | undefined): Promise<Door> {
  if (email === undefined) {
    throw new AppError('E2005', 'The provider gave no confirmed e-mail address, which a new account needs.');
  }
  return findDoor(parts, { email, inviteCode, setupToken: undefined });
}

async function findOwner(tx: WriteHandle, { issuer, subject }: OidcPerson, now: number): Promise<UserRow | undefined> {
  const identity = await identityReader.find(tx, issuer, subject);
  if (!identity) return undefined;
  await identityWriter.touch(tx, issuer, subject, now);
  return userReader.findById(tx, identity.user_id);
}

async function createAccount(
  tx: WriteHandle,
  { door, provider, person }: { door: Door; provider: string; person: OidcPerson },
  caller: Caller,
  now: number,
): Promise<UserRow> {
  const { email = '', issuer, subject } = person;
  const displayName = person.name?.trim().slice(0, ACCOUNT_LIMITS.displayNameMaxLength) || undefined;
  const user = await door(tx, { email, displayName, passwordHash: null }, now);
  const row = { issuer, subject, provider, created_at: now, last_used_at: now };
  if (!user || !(await identityWriter.insert(tx, { ...row, user_id: user.id }))) {
    throw new AppError(
      'E1003',
      'This e-mail address has an account here already. Sign in to it and link the provider in your account.',
    );
  }
  await appendAudit(tx, {
    at: now,
    actor: user.id,
    action: 'account.register',
    target: { type: 'user', id: user.id },
    ip: caller.ip,
    requestId: caller.requestId,
    details: { provider },
  });
  return user;
}

/** Gives a person the role their provider says; the last admin stays one. */
async function takeRole(
  tx: WriteHandle,
  user: UserRow,
  role: OidcPerson['role'],
  caller: Caller,
  now: number,
): Promise<{ role: UserRow['role']; isChanged: boolean }> {
  if (role === undefined || role === user.role || !(await userWriter.changeStanding(tx, user.id, { role }, now))) {
    return { role: user.role, isChanged: false };
  }
  await appendAudit(tx, {
    at: now,
    actor: user.id,
    action: 'account.role_by_provider',
    target: { type: 'user', id: user.id },
    ip: caller.ip,
    requestId: caller.requestId,
    details: { role },
  });
  return { role, isChanged: true };
}
