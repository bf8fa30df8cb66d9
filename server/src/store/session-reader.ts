import { sql } from 'kysely';
import type { ApiKeyId, SessionId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';

/** Session, status and role in one look-up: it runs on every signed-in request, so nothing about a person is ever remembered between two. */
const findActive = readQuery('session.find_active', (db, a: { tokenHash: string; now: number }) =>
  db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select([
      'sessions.id',
      'sessions.last_seen_at',
      'sessions.proved_at',
      'users.id as user_id',
      'users.email',
      'users.display_name',
      'users.role',
      'users.created_at',
    ])
    .where('sessions.token_hash', '=', a.tokenHash)
    .where('sessions.expires_at', '>', a.now)
    .where('users.status', '=', 'active'),
);

const list = readQuery('session.list', (db, a: { userId: UserId; now: number }) =>
  db
    .selectFrom('sessions')
    .select(['id', 'created_at', 'last_seen_at', 'ip', 'user_agent'])
    .where('user_id', '=', a.userId)
    .where('expires_at', '>', a.now)
    .orderBy('id', 'desc'),
);

/** A session or an API key; who holds which is told by nothing but its table. */
const isLive = readQuery('session.is_live', (db, a: { id: SessionId | ApiKeyId; now: number }) =>
  db
    .selectFrom('users')
    .select('users.id')
    .where('users.status', '=', 'active')
    .where('users.id', '=', (eb) =>
      eb
        .selectFrom('sessions')
        .select('sessions.user_id')
        .where(sql<string>`sessions.id`, '=', a.id)
        .where('sessions.expires_at', '>', a.now)
        .unionAll(
          eb
            .selectFrom('api_keys')
            .select('api_keys.user_id')
            .where(sql<string>`api_keys.id`, '=', a.id)
            .where((e) => e.or([e('api_keys.expires_at', 'is', null), e('api_keys.expires_at', '>', a.now)])),
        ),
    ),
);

/** A session as its owner may see it: nothing in it opens anything. */
export interface SessionView {
  id: SessionId;
  created_at: number;
  last_seen_at: number;
  ip: string;
  user_agent: string;
}

export const sessionReader = {
  /** The session of a token with its owner, unless it has ended or the owner may not act. */
  findActive(db: ReadHandle, tokenHash: string, now: number) {
    return db.first(findActive, { tokenHash, now });
  },
  /** Whether a session or an API key still lets its owner in. */
  async isLive(db: ReadHandle, id: SessionId | ApiKeyId, now: number): Promise<boolean> {
    return (await db.first(isLive, { id, now })) !== undefined;
  },
  /** The sessions of a person that have not ended, newest first. */
  list(db: ReadHandle, userId: UserId, now: number): Promise<SessionView[]> {
    return db.all(list, { userId, now });
  },
};
