import type { z } from 'zod';
import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import { createId, type PasskeyId } from '../kit/id.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import { type PasskeyRow, passkeyReader } from '../store/passkey-reader.ts';
import { passkeyWriter } from '../store/passkey-writer.ts';
import type { Caller } from './caller.ts';
import { holdSession } from './hold-session.ts';
import type { PasskeyParts, RelyingParty, registrationSchema } from './passkey.ts';
import { passkeyChallenge } from './passkey-challenge.ts';
import { requireRecentProof } from './require-proof.ts';
import type { SessionViewer } from './viewer.ts';

interface NewPasskey {
  name: string;
  response: z.infer<typeof registrationSchema>;
}

/**
 * Keeps the passkey that an authenticator made for the viewer.
 * @throws AppError E2007 without a recent proof, E1001 when the answer does not belong to our question, E1003 when it is known or there are too many
 */
export async function addPasskey(
  { store, clock }: PasskeyParts,
  viewer: SessionViewer,
  { name, response }: NewPasskey,
  party: RelyingParty,
  caller: Caller,
): Promise<PasskeyRow> {
  const now = clock.now();
  requireRecentProof(viewer, now);
  const { clientDataJSON } = response.response;
  const challenge = await store.transact((tx) => passkeyChallenge.take(tx, clientDataJSON, viewer.userId, now));
  const credential = challenge === undefined ? undefined : await readCredential(response, challenge, party);
  if (!credential) throw new AppError('E1001', 'This passkey could not be checked. Begin again.');
  const id = createId<PasskeyId>();
  const row = {
    id,
    user_id: viewer.userId,
    name,
    credential_id: credential.id,
    public_key: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: JSON.stringify(response.response.transports),
    created_at: now,
    last_used_at: null,
  };
  await store.transact(async (tx) => {
    await holdSession(tx, viewer);
    const isFull = (await passkeyReader.list(tx, viewer.userId)).length >= ACCOUNT_LIMITS.passkeysPerUser;
    if (isFull) throw new AppError('E1003', 'You have too many passkeys. Remove one that you do not use.');
    if (!(await passkeyWriter.insert(tx, row))) throw new AppError('E1003', 'This passkey is known already.');
    await appendAudit(tx, {
      at: now,
      actor: viewer.userId,
      action: 'passkey.add',
      target: { type: 'passkey', id },
      ip: caller.ip,
      requestId: caller.requestId,
    });
  });
  return row;
}

/** The checked credential of an answer; undefined when it is none of ours. */
async function readCredential(response: NewPasskey['response'], expectedChallenge: string, party: RelyingParty) {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: { ...response, clientExtensionResults: {} },
      expectedChallenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
    });
    return registrationInfo?.credential;
  } catch {
    // The library throws for whatever does not fit: an answer that was made for another page, or by nobody.
    return undefined;
  }
}
