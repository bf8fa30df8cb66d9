import { appendAudit } from '../audit/append-audit.ts';
import type { WriteHandle } from '../store/query.ts';
import type { UserRow } from '../store/user-reader.ts';
import { userWriter } from '../store/user-writer.ts';
import type { Caller } from './caller.ts';
import { createSession, type SignedIn } from './create-session.ts';

/** How somebody proved who they are. */
export type SignInMethod = 'password' | 'totp' | 'recovery_code' | 'passkey' | 'oidc';

/**
 * Begins the session of a person who proved who they are, if they are still as they were then; undefined when they have been disabled, deleted or given
 * another password since: what ends sessions at this moment ends this one too.
 */
export async function signIn(
  tx: WriteHandle,
  user: UserRow,
  method: SignInMethod,
  caller: Caller,
  now: number,
): Promise<SignedIn | undefined> {
  if (!(await userWriter.hold(tx, user.id, user.password_hash))) return undefined;
  const signedIn = await createSession(tx, user, caller, now);
  await appendAudit(tx, {
    at: now,
    actor: user.id,
    action: 'session.login',
    target: { type: 'session', id: signedIn.viewer.sessionId },
    ip: caller.ip,
    requestId: caller.requestId,
    details: { method },
  });
  return signedIn;
}
