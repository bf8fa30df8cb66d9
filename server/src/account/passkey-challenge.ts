import { z } from 'zod';
import { createSecret, hashSecret, type UserId } from '../kit/id.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import { passkeyWriter } from '../store/passkey-writer.ts';
import type { WriteHandle } from '../store/query.ts';

const clientData = z.object({ challenge: z.string() });

/** The one question an answer of an authenticator belongs to. Only its hash is stored, until it is answered or too old. */
export const passkeyChallenge = {
  /** @param userId whose passkey is being added; null where somebody signs in */
  async create(tx: WriteHandle, userId: UserId | null, now: number): Promise<string> {
    const challenge = createSecret();
    const expiresAt = now + ACCOUNT_LIMITS.challengeLifetimeMs;
    await passkeyWriter.insertChallenge(tx, { challengeHash: hashSecret(challenge), userId, expiresAt });
    return challenge;
  },
  /** Uses up the challenge that an answer names and gives it; undefined when it was not asked, or not of this person. */
  async take(tx: WriteHandle, clientDataJson: string, userId: UserId | null, now: number): Promise<string | undefined> {
    const challenge = readChallenge(clientDataJson);
    if (challenge === undefined) return undefined;
    const row = await passkeyWriter.takeChallenge(tx, hashSecret(challenge), now);
    return row?.user_id === userId ? challenge : undefined;
  },
};

function readChallenge(clientDataJson: string): string | undefined {
  try {
    return clientData.parse(JSON.parse(Buffer.from(clientDataJson, 'base64url').toString())).challenge;
  } catch {
    return undefined;
  }
}
