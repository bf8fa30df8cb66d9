import type { z } from 'zod';
import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import { type PasskeyRow, passkeyReader } from '../store/passkey-reader.ts';
import { passkeyWriter } from '../store/passkey-writer.ts';
import { userReader } from '../store/user-reader.ts';
import type { Caller } from './caller.ts';
import type { SignedIn } from './create-session.ts';
import type { assertionSchema, PasskeyParts, RelyingParty } from './passkey.ts';
import { passkeyChallenge } from './passkey-challenge.ts';
import type { SessionEnds } from './session-ends.ts';
import { signIn } from './sign-in.ts';

type Assertion = z.infer<typeof assertionSchema>;

/**
 * Signs in whoever holds a passkey. The authenticator has looked who it is, so no other factor is asked for.
 * @throws AppError E2003 when the answer is not one to our question, E2004 when the account is disabled
 */
export async function loginWithPasskey(
  { store, clock, sessionEnds }: PasskeyParts & { sessionEnds: SessionEnds },
  assertion: Assertion,
  party: RelyingParty,
  caller: Caller,
): Promise<SignedIn> {
  const now = clock.now();
  const { clientDataJSON } = assertion.response;
  const challenge = await store.transact((tx) => passkeyChallenge.take(tx, clientDataJSON, null, now));
  const passkey = await passkeyReader.findByCredential(store.read, assertion.id);
  const counter =
    challenge === undefined || !passkey ? undefined : await readCounter(assertion, passkey, challenge, party);
  const user = passkey && (await userReader.findById(store.read, passkey.user_id));

  const result = await store.transact(async (tx) => {
    const isRight = passkey && user && counter !== undefined && (await passkeyWriter.use(tx, passkey.id, counter, now));
    const signedIn = isRight ? await signIn(tx, user, 'passkey', caller, now) : undefined;
    if (signedIn) return signedIn;
    await appendAudit(tx, {
      at: now,
      actor: null,
      action: 'session.login_failed',
      target: user ? { type: 'user', id: user.id } : null,
      ip: caller.ip,
      requestId: caller.requestId,
      details: { reason: isRight ? 'disabled' : 'wrong_passkey' },
    });
    return isRight ? new AppError('E2004') : new AppError('E2003', 'This passkey does not open an account here.');
  });
  if (result instanceof AppError) throw result;
  for (const sessionId of result.endedSessions) sessionEnds.endSession(sessionId);
  return result;
}

/** The authenticator's count of signatures in an answer that is right; undefined for any other. */
async function readCounter(
  assertion: Assertion,
  passkey: PasskeyRow,
  expectedChallenge: string,
  party: RelyingParty,
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...assertion, clientExtensionResults: {} },
      expectedChallenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: {
        id: passkey.credential_id,
        publicKey: new Uint8Array(Buffer.from(passkey.public_key, 'base64url')),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    // The library throws for whatever does not fit: another page, another key, a counter that went back.
    return undefined;
  }
}
