import type { ApiKeyId, SessionId, UserId } from '../kit/id.ts';
import { apiKeyWriter } from '../store/api-key-writer.ts';
import { passwordResetWriter } from '../store/password-reset-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { sessionWriter } from '../store/session-writer.ts';
import { userWriter } from '../store/user-writer.ts';

/**
 * Gives a person another password, and ends whatever the old one may have opened to others: sessions but the kept one, API keys, reset links.
 * @returns the ended sessions and keys, to be announced after the commit
 */
export async function setPassword(
  tx: WriteHandle,
  userId: UserId,
  passwordHash: string,
  kept: SessionId | null,
  now: number,
): Promise<(SessionId | ApiKeyId)[]> {
  await userWriter.setPassword(tx, userId, passwordHash, now);
  await passwordResetWriter.removeAll(tx, userId);
  const sessions =
    kept === null ? await sessionWriter.removeAll(tx, userId) : await sessionWriter.removeOthers(tx, userId, kept);
  return [...sessions, ...(await apiKeyWriter.removeAll(tx, userId))];
}
