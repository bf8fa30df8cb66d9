import type { Clock } from '../kit/clock.ts';
import { hashSecret, type SessionId } from '../kit/id.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/open.ts';
import { sessionReader } from '../store/session-reader.ts';
import { sessionWriter } from '../store/session-writer.ts';
import type { Authenticate } from './viewer.ts';

/**
 * Makes the look-up of session tokens: one query a request, nothing remembered, so that a role, a status or a session that changes does so
 * for the next request. Use moves a session's end, written at most once a minute and never waited for.
 */
export function createAuthenticate(store: Store, clock: Clock, log: Log): Authenticate {
  const touching = new Set<SessionId>();

  const touch = async (id: SessionId, now: number) => {
    touching.add(id);
    try {
      await store.transact((tx) => sessionWriter.touch(tx, id, now, now + ACCOUNT_LIMITS.sessionLifetimeMs));
    } catch (error) {
      log.warn({ err: error, session_id: id }, 'could not note that a session was used');
    } finally {
      touching.delete(id);
    }
  };

  return async (token) => {
    const now = clock.now();
    const row = await sessionReader.findActive(store.read, hashSecret(token), now);
    if (!row) return undefined;
    if (now - row.last_seen_at >= ACCOUNT_LIMITS.sessionTouchMs && !touching.has(row.id)) void touch(row.id, now);
    return {
      userId: row.user_id,
      email: row.email,
      displayName: row.display_name,
      role: row.role,
      sessionId: row.id,
      createdAt: row.created_at,
    };
  };
}
