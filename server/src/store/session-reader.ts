import { type ReadHandle, readQuery } from './query.ts';

/** Session, status and role in one look-up: it runs on every signed-in request, so nothing about a person is ever remembered between two. */
const findActive = readQuery('session.find_active', (db, a: { tokenHash: string; now: number }) =>
  db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select([
      'sessions.id',
      'sessions.last_seen_at',
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

export const sessionReader = {
  /** The session of a token with its owner, unless it has ended or the owner may not act. */
  findActive(db: ReadHandle, tokenHash: string, now: number) {
    return db.first(findActive, { tokenHash, now });
  },
};
