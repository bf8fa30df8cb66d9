import { passkeyReader } from '../store/passkey-reader.ts';
import type { PasskeyParts, RelyingParty } from './passkey.ts';
import { passkeyChallenge } from './passkey-challenge.ts';
import { requireRecentProof } from './require-proof.ts';
import type { SessionViewer } from './viewer.ts';

/**
 * What the browser asks an authenticator to make a passkey with: one that finds its account by itself and looks whether it is really the person.
 * @throws AppError E2007 without a recent proof
 */
export async function startPasskey({ store, clock }: PasskeyParts, viewer: SessionViewer, party: RelyingParty) {
  const now = clock.now();
  requireRecentProof(viewer, now);
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  const known = await passkeyReader.list(store.read, viewer.userId);
  const challenge = await store.transact((tx) => passkeyChallenge.create(tx, viewer.userId, now));
  return generateRegistrationOptions({
    rpName: 'OmniAI',
    rpID: party.id,
    userID: new TextEncoder().encode(viewer.userId),
    userName: viewer.email,
    userDisplayName: viewer.displayName,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    excludeCredentials: known.map((row) => ({ id: row.credential_id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}
