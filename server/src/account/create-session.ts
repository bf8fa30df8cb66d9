import { createId, createSecret, hashSecret, type SessionId } from '../kit/id.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import type { WriteHandle } from '../store/query.ts';
import { sessionWriter } from '../store/session-writer.ts';
import type { UserRow } from '../store/user-reader.ts';
import type { Caller } from './caller.ts';
import type { SessionViewer } from './viewer.ts';

/** Somebody who has just signed in. The token is shown this once; only its hash is kept. */
export interface SignedIn {
  readonly token: string;
  readonly viewer: SessionViewer;
  /** Sessions of this person that had to make room; to be announced after the commit. */
  readonly endedSessions: readonly SessionId[];
}

/** Begins a session for a person; beyond `sessionsPerUser` the oldest ones end. */
export async function createSession(tx: WriteHandle, user: UserRow, caller: Caller, now: number): Promise<SignedIn> {
  const token = createSecret();
  const sessionId = createId<SessionId>();
  await sessionWriter.insert(tx, {
    id: sessionId,
    user_id: user.id,
    token_hash: hashSecret(token),
    ip: caller.ip,
    user_agent: caller.userAgent.slice(0, ACCOUNT_LIMITS.userAgentLength),
    created_at: now,
    last_seen_at: now,
    expires_at: now + ACCOUNT_LIMITS.sessionLifetimeMs,
    proved_at: now,
  });
  const endedSessions = await sessionWriter.removeOldest(tx, user.id, ACCOUNT_LIMITS.sessionsPerUser);
  return {
    token,
    endedSessions,
    viewer: {
      userId: user.id,
      email: user.email,
      displayName: user.display_name,
      role: user.role,
      sessionId,
      createdAt: user.created_at,
      keyScope: null,
      provedAt: now,
    },
  };
}
