import type { Clock } from '../kit/clock.ts';
import { hashSecret } from '../kit/id.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import type { Log } from '../log.ts';
import { apiKeyReader } from '../store/api-key-reader.ts';
import { apiKeyWriter } from '../store/api-key-writer.ts';
import type { Store } from '../store/open.ts';
import type { WriteHandle } from '../store/query.ts';
import { sessionReader } from '../store/session-reader.ts';
import { sessionWriter } from '../store/session-writer.ts';
import { isApiKey } from './api-key.ts';
import type { Authenticate } from './viewer.ts';

/**
 * Makes the look-up of session tokens and API keys: one query a request, nothing remembered, so that a role, a status or a session that changes
 * does so for the next request. Use moves a session's end, written at most once a minute and never waited for.
 */
export function createAuthenticate(store: Store, clock: Clock, log: Log): Authenticate {
  const touching = new Set<string>();

  const touch = async (id: string, write: (tx: WriteHandle) => Promise<void>) => {
    touching.add(id);
    try {
      await store.transact(write);
    } catch (error) {
      log.warn({ err: error, session_id: id }, 'could not note that a session was used');
    } finally {
      touching.delete(id);
    }
  };
  const isStale = (id: string, usedAt: number | null, now: number) =>
    now - (usedAt ?? 0) >= ACCOUNT_LIMITS.sessionTouchMs && !touching.has(id);

  async function findKey(key: string) {
    const now = clock.now();
    const row = await apiKeyReader.findActive(store.read, hashSecret(key), now);
    if (!row) return undefined;
    if (isStale(row.id, row.last_used_at, now)) void touch(row.id, (tx) => apiKeyWriter.touch(tx, row.id, now));
    return { ...toPerson(row), sessionId: row.id, keyScope: row.scope };
  }

  return async (token) => {
    if (isApiKey(token)) return findKey(token);
    const now = clock.now();
    const row = await sessionReader.findActive(store.read, hashSecret(token), now);
    if (!row) return undefined;
    if (isStale(row.id, row.last_seen_at, now)) {
      void touch(row.id, (tx) => sessionWriter.touch(tx, row.id, now, now + ACCOUNT_LIMITS.sessionLifetimeMs));
    }
    return { ...toPerson(row), sessionId: row.id, keyScope: null, provedAt: row.proved_at };
  };
}

type PersonRow = NonNullable<Awaited<ReturnType<typeof sessionReader.findActive | typeof apiKeyReader.findActive>>>;

function toPerson(row: PersonRow) {
  return {
    userId: row.user_id,
    email: row.email,
    displayName: row.display_name,
    role: row.role,
    createdAt: row.created_at,
  };
}
