import type { Selectable } from 'kysely';
import type { SessionId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { ExpoPushTokenTable } from './table/push-table.ts';

export type ExpoPushTokenRow = Selectable<ExpoPushTokenTable>;

const find = readQuery('expo_push_token.find', (db, a: { owner: UserId; sessionId: SessionId }) =>
  db.selectFrom('expo_push_tokens').selectAll().where('session_id', '=', a.sessionId).where('user_id', '=', a.owner),
);

const sessionsOf = readQuery('expo_push_token.sessions_of', (db, a: { owner: UserId }) =>
  db.selectFrom('expo_push_tokens').select('session_id').where('user_id', '=', a.owner),
);

export const expoPushTokenReader = {
  find(db: ReadHandle, owner: UserId, sessionId: SessionId): Promise<ExpoPushTokenRow | undefined> {
    return db.first(find, { owner, sessionId });
  },
  /** The sessions on whose phones a person wants to be told; at most as many as they have sessions. */
  async sessionsOf(db: ReadHandle, owner: UserId): Promise<SessionId[]> {
    return (await db.all(sessionsOf, { owner })).map(({ session_id }) => session_id);
  },
};
