import { createSecret, hashSecret, type UserId } from '../kit/id.ts';
import { passwordResetWriter } from '../store/password-reset-writer.ts';
import type { WriteHandle } from '../store/query.ts';

/** Lets a person choose another password once; only the hash of the token is kept. */
export interface ResetLink {
  token: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  /** The path of the page that takes it, with the token where no server log sees it. */
  path: string;
}

/** Makes a reset link in the place of those before. Call it only for somebody who may have it: whoever opens it has the account. */
export async function createResetLink(
  tx: WriteHandle,
  userId: UserId,
  lifetimeMs: number,
  now: number,
): Promise<ResetLink> {
  const token = createSecret();
  const expiresAt = now + lifetimeMs;
  await passwordResetWriter.removeAll(tx, userId);
  await passwordResetWriter.insert(tx, {
    token_hash: hashSecret(token),
    user_id: userId,
    created_at: now,
    expires_at: expiresAt,
  });
  return { token, expiresAt, path: `/app/reset#token=${token}` };
}
