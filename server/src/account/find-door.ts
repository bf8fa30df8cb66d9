import { z } from 'zod';
import { appendAudit } from '../audit/append-audit.ts';
import type { Registration } from '../config.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { hashSecret } from '../kit/id.ts';
import { inviteReader } from '../store/invite-reader.ts';
import { inviteWriter } from '../store/invite-writer.ts';
import type { Store } from '../store/open.ts';
import type { WriteHandle } from '../store/query.ts';
import { quotaWriter } from '../store/quota-writer.ts';
import type { Role } from '../store/table/account-table.ts';
import { type UserRow, userReader } from '../store/user-reader.ts';
import { createUser, type NewUser } from './create-user.ts';
import { readRegistration } from './registration.ts';
import { setupToken } from './setup-token.ts';

export interface DoorParts {
  store: Store;
  clock: Clock;
  /** What holds where no admin has set it. */
  registration: Registration;
}

/** What somebody new brings along. */
interface Newcomer {
  email: string;
  inviteCode: string | undefined;
  setupToken: string | undefined;
}

/**
 * Makes the account of whom it was found for, in the transaction; undefined when the e-mail address is taken.
 * @throws AppError E2005 when it has closed since it was found
 */
export type Door = (tx: WriteHandle, user: Omit<NewUser, 'role'>, now: number) => Promise<UserRow | undefined>;

/** The form in which an invite keeps the limits it gives; a missing one is left to the role. */
const inviteQuota = z.object({
  messages_per_day: z.number().int().nullable().optional(),
  tokens_per_day: z.number().int().nullable().optional(),
  concurrent_streams: z.number().int().nullable().optional(),
});

/**
 * Finds what admits somebody new: the setup token, an invite, an open registration. However many come at once, exactly as many as may get in do.
 * @throws AppError E2005 when nothing admits them
 */
export async function findDoor(parts: DoorParts, newcomer: Newcomer): Promise<Door> {
  const admit = await findAdmission(parts, newcomer);
  return async (tx, user, now) => {
    const { role, quota, inviteId } = await admit(tx, now);
    const created = await createUser(tx, { ...user, role }, now);
    if (created && quota !== null) {
      await quotaWriter.setLimits(tx, created.id, inviteQuota.parse(JSON.parse(quota)), now);
    }
    if (created && inviteId !== undefined) {
      const target = { type: 'invite', id: inviteId };
      await appendAudit(tx, { at: now, actor: created.id, action: 'invite.redeem', target, ip: null, requestId: null });
    }
    return created;
  };
}

/** Lets one person in and says as what, or throws E2005. */
type Admission = (tx: WriteHandle, now: number) => Promise<{ role: Role; quota: string | null; inviteId?: string }>;

async function findAdmission(parts: DoorParts, input: Newcomer): Promise<Admission> {
  if (input.setupToken !== undefined) return findSetup(parts, input.setupToken);
  if (!(await userReader.existsAny(parts.store.read))) {
    throw new AppError('E2005', 'The first account is made with the link that the server printed when it started.');
  }
  const registration = await readRegistration(parts.store.read, parts.registration);
  if (registration === 'closed') throw new AppError('E2005', 'Registration is closed on this server.');
  if (input.inviteCode !== undefined) return findInvite(parts, input.email, input.inviteCode);
  if (registration === 'open') return async () => ({ role: 'user', quota: null });
  throw new AppError('E2005', 'Registration needs an invite. Ask your administrator for one.');
}

async function findSetup({ store }: DoorParts, token: string): Promise<Admission> {
  const wrong = () =>
    new AppError('E2005', 'This set-up link is wrong or was used. The server prints a new one when it starts.');
  if (!(await setupToken.isRight(store.read, token))) throw wrong();
  return async (tx) => {
    if (!(await setupToken.take(tx, token))) throw wrong();
    return { role: 'admin', quota: null };
  };
}

async function findInvite({ store, clock }: DoorParts, givenEmail: string, code: string): Promise<Admission> {
  const wrong = () => new AppError('E2005', 'This invite is wrong, used up, expired or made for someone else.');
  const email = givenEmail.toLowerCase();
  const codeHash = hashSecret(code);
  if (!(await inviteReader.isUsable(store.read, codeHash, email, clock.now()))) throw wrong();
  return async (tx, now) => {
    const invite = await inviteWriter.redeem(tx, codeHash, email, now);
    if (!invite) throw wrong();
    return { role: invite.role, quota: invite.quota, inviteId: invite.id };
  };
}
