import type { SessionId, UserId } from '../kit/id.ts';
import type { ExpoPushTokenRow } from './expo-push-token-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';

const release = writeQuery('expo_push_token.release', (db, a: { token: string; sessionId: SessionId }) =>
  db.deleteFrom('expo_push_tokens').where('token', '=', a.token).where('session_id', '!=', a.sessionId),
);

const put = writeQuery('expo_push_token.put', (db, a: ExpoPushTokenRow) =>
  db
    .insertInto('expo_push_tokens')
    .values({
      session_id: a.session_id,
      user_id: a.user_id,
      token: a.token,
      language: a.language,
      created_at: a.created_at,
    })
    .onConflict((c) =>
      c.column('session_id').doUpdateSet({ token: a.token, language: a.language, created_at: a.created_at }),
    ),
);

const remove = writeQuery('expo_push_token.remove', (db, a: { owner: UserId; sessionId: SessionId }) =>
  db.deleteFrom('expo_push_tokens').where('session_id', '=', a.sessionId).where('user_id', '=', a.owner),
);

const forget = writeQuery('expo_push_token.forget', (db, a: { owner: UserId; token: string }) =>
  db.deleteFrom('expo_push_tokens').where('token', '=', a.token).where('user_id', '=', a.owner),
);

const forgetAll = writeQuery('expo_push_token.forget_all', (db) => db.deleteFrom('expo_push_tokens'));

export const expoPushTokenWriter = {
  /** Of one session there is one. A phone that somebody else was signed in with before is theirs no more. */
  async put(tx: WriteHandle, row: ExpoPushTokenRow): Promise<void> {
    await tx.run(release, { token: row.token, sessionId: row.session_id });
    await tx.run(put, row);
  },
  async remove(tx: WriteHandle, owner: UserId, sessionId: SessionId): Promise<void> {
    await tx.run(remove, { owner, sessionId });
  },
  /** Removes it unless the phone has another one, or another owner, by now. */
  async forget(tx: WriteHandle, owner: UserId, token: string): Promise<void> {
    await tx.run(forget, { owner, token });
  },
  async forgetAll(tx: WriteHandle): Promise<void> {
    await tx.run(forgetAll, {});
  },
};
