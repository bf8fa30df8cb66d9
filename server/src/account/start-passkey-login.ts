import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import { createAttemptLimit, toAddressSubject } from './attempt-limit.ts';
import type { Caller } from './caller.ts';
import type { PasskeyParts, RelyingParty } from './passkey.ts';
import { passkeyChallenge } from './passkey-challenge.ts';

const perAddress = createAttemptLimit('passkey_address', ACCOUNT_LIMITS.challengesPerAddress);

/**
 * What the browser asks for a passkey with. It names no account, so it tells nobody who has one here.
 * @throws AppError E1006 after too many from one address
 */
export async function startPasskeyLogin({ store, clock }: PasskeyParts, party: RelyingParty, caller: Caller) {
  const now = clock.now();
  const refusal = await store.transact((tx) => perAddress.raise(tx, toAddressSubject(caller.ip), now));
  if (refusal) throw refusal.error;
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
  const challenge = await store.transact((tx) => passkeyChallenge.create(tx, null, now));
  return generateAuthenticationOptions({
    rpID: party.id,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    userVerification: 'required',
  });
}
