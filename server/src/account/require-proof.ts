import { AppError } from '../errors.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import { userReader } from '../store/user-reader.ts';
import type { Caller } from './caller.ts';
import { checkProof, type ProofParts } from './check-proof.ts';
import type { SessionViewer } from './viewer.ts';

/** Makes sure that whoever holds the session proved lately who they are. @throws AppError E2007 */
export function requireRecentProof({ provedAt }: SessionViewer, now: number): void {
  if (provedAt !== null && now - provedAt < ACCOUNT_LIMITS.proofLifetimeMs) return;
  throw new AppError('E2007', 'Confirm that it is you: enter your password or a code again.');
}

/**
 * Makes sure of it by the password that came with the request. Who signs in elsewhere has none: there a recent proof counts.
 * @throws AppError E1001 when the password is missing, E2003 when it is wrong, E1006 after too many tries, E2007
 */
export async function requirePassword(
  parts: ProofParts,
  viewer: SessionViewer,
  password: string | undefined,
  caller: Caller,
): Promise<void> {
  const user = await userReader.findById(parts.store.read, viewer.userId);
  if (user?.password_hash === null) return requireRecentProof(viewer, parts.clock.now());
  if (password === undefined) {
    throw new AppError('E1001', 'Enter your current password to do this.', {
      details: [{ field: 'body.current_password', message: 'is needed' }],
    });
  }
  await checkProof(parts, viewer, { password }, caller);
}
