import { appendAudit } from '../audit/append-audit.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import type { WriteHandle } from '../store/query.ts';
import { createAttemptLimit, type Refusal } from './attempt-limit.ts';
import type { Caller } from './caller.ts';

const perAccount = createAttemptLimit('login_account', ACCOUNT_LIMITS.triesPerAccount);
const perAddress = createAttemptLimit('login_address', ACCOUNT_LIMITS.triesPerAddress);

/** Whom and from where a try is about: an e-mail address in lower case, and what `toAddressSubject` gives. */
export interface TrySubject {
  email: string;
  address: string;
}

/** Counts a try of a password or a code, however it is made, before anything is compared. Gives the refusal to throw after the commit. */
export async function countTry(
  tx: WriteHandle,
  { email, address }: TrySubject,
  caller: Caller,
  now: number,
): Promise<Refusal | undefined> {
  const refusal = (await perAccount.raise(tx, email, now)) ?? (await perAddress.raise(tx, address, now));
  if (refusal?.isFirst) {
    await appendAudit(tx, {
      at: now,
      actor: null,
      action: 'session.login_throttled',
      target: null,
      ip: caller.ip,
      requestId: caller.requestId,
      details: { reason: 'too_many_tries' },
    });
  }
  return refusal;
}

/** Forgets the tries on an account after the right password, and takes back the one counted on the address. */
export async function forgetTries(tx: WriteHandle, { email, address }: TrySubject): Promise<void> {
  await perAccount.clear(tx, email);
  await perAddress.lower(tx, address);
}

/** Takes one try back that was no guess: the password was right, and a code is still to come. */
export async function takeBackTry(tx: WriteHandle, { email, address }: TrySubject): Promise<void> {
  await perAccount.lower(tx, email);
  await perAddress.lower(tx, address);
}
