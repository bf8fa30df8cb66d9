import { sql } from 'kysely';
import type { LinkId, UserId } from '../kit/id.ts';
import type { OmiLinkRow } from './omi-link-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';

type NewCodes = Required<Pick<OmiLinkRow, 'id' | 'user_id' | 'omi_user_id' | 'created_at'>> & {
  push_code_hash: string;
  spoken_code_hash: string;
  code_expires_at: number;
};

const putPending = writeQuery('omi_link.put_pending', (db, a: NewCodes) =>
  db
    .insertInto('omi_links')
    .values({
      id: a.id,
      user_id: a.user_id,
      omi_user_id: a.omi_user_id,
      status: 'pending',
      push_code_hash: a.push_code_hash,
      spoken_code_hash: a.spoken_code_hash,
      code_attempts: 0,
      code_expires_at: a.code_expires_at,
      created_at: a.created_at,
    })
    .onConflict((c) =>
      c
        .columns(['user_id', 'omi_user_id'])
        .doUpdateSet((eb) => ({
          push_code_hash: eb.ref('excluded.push_code_hash'),
          spoken_code_hash: eb.ref('excluded.spoken_code_hash'),
          code_attempts: 0,
          code_expires_at: eb.ref('excluded.code_expires_at'),
        }))
        .where('omi_links.status', '=', 'pending'),
    ),
);

const raiseAttempts = writeQuery('omi_link.raise_attempts', (db, a: { id: LinkId; max: number; now: number }) =>
  db
    .updateTable('omi_links')
    .set((eb) => ({ code_attempts: eb('code_attempts', '+', 1) }))
    .where('id', '=', a.id)
    .where('status', '=', 'pending')
    .where('code_attempts', '<', a.max)
    .where('code_expires_at', '>', a.now)
    .returning(['push_code_hash', 'spoken_code_hash']),
);

const activate = writeQuery(
  'omi_link.activate',
  (db, a: { id: LinkId; omiUserId: string; tokenHash: string | null; now: number }) =>
    db
      .updateTable('omi_links')
      .set({ status: 'active', push_code_hash: null, webhook_token_hash: a.tokenHash, verified_at: a.now })
      .where('id', '=', a.id)
      .where('status', '=', 'pending')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('omi_links as other')
              .select('other.id')
              .where('other.omi_user_id', '=', a.omiUserId)
              .where(sql.ref('other.status'), '=', sql.lit('active')),
          ),
        ),
      ),
);

interface NewToken {
  owner: UserId;
  omiUserId: string;
  tokenHash: string;
  previousExpiresAt: number;
}

/** What stands right of an `=` is the row as it was. */
const rotateToken = writeQuery('omi_link.rotate_token', (db, a: NewToken) =>
  db
    .updateTable('omi_links')
    .set((eb) => ({
      previous_token_hash: eb.ref('webhook_token_hash'),
      previous_token_expires_at: a.previousExpiresAt,
      webhook_token_hash: a.tokenHash,
    }))
    .where('user_id', '=', a.owner)
    .where('omi_user_id', '=', a.omiUserId)
    .where('status', '=', 'active')
    .returning('id'),
);

const remove = writeQuery('omi_link.remove', (db, a: { id: LinkId }) =>
  db.deleteFrom('omi_links').where('id', '=', a.id),
);

const setSelfTest = writeQuery('omi_link.set_self_test', (db, a: { id: LinkId; result: string }) =>
  db.updateTable('omi_links').set({ self_test: a.result }).where('id', '=', a.id),
);

const noticeSilence = writeQuery('omi_link.notice_silence', (db, a: { id: LinkId; now: number }) =>
  db
    .updateTable('omi_links')
    .set({ silence_noticed_at: a.now })
    .where('id', '=', a.id)
    .where('silence_noticed_at', 'is', null),
);

/**
 * Also locks the link, so that on Postgres too one delivery of a person is worked on at a time, and ends its silence: a session begins, so this
 * costs the deliveries within one nothing.
 */
const touchActive = writeQuery('omi_link.touch_active', (db, a: { omiUserId: string; now: number }) =>
  db
    .updateTable('omi_links')
    .set({ last_delivery_at: a.now, silence_noticed_at: null })
    .where('omi_user_id', '=', a.omiUserId)
    .where(sql.ref('status'), '=', sql.lit('active'))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('users')
          .select('users.id')
          .whereRef('users.id', '=', 'omi_links.user_id')
          .where('users.status', '=', 'active'),
      ),
    )
    .returningAll(),
);

const lock = writeQuery('omi_link.lock', (db, a: { id: LinkId }) =>
  db
    .updateTable('omi_links')
    .set((eb) => ({ last_delivery_at: eb.ref('last_delivery_at') }))
    .where('id', '=', a.id)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('users')
          .select('users.id')
          .whereRef('users.id', '=', 'omi_links.user_id')
          .where('users.status', '=', 'active'),
      ),
    )
    .returningAll(),
);

const removeExpired = writeQuery('omi_link.remove_expired', (db, a: { now: number }) =>
  db.deleteFrom('omi_links').where('status', '=', 'pending').where('code_expires_at', '<=', a.now),
);

export const omiLinkWriter = {
  /** Gives a pair of person and Omi user new codes; does nothing when they are linked already. The id counts only for a new pair. */
  async putPending(tx: WriteHandle, codes: NewCodes): Promise<void> {
    await tx.run(putPending, codes);
  },
  /** Counts one try and gives the hashes to compare with; undefined when there is no try left, no time, or nothing pending. */
  async raiseAttempts(tx: WriteHandle, id: LinkId, max: number, now: number) {
    return (await tx.run(raiseAttempts, { id, max, now })).rows[0];
  },
  /** Confirms a link; false when this Omi user belongs to somebody by now. */
  async activate(
    tx: WriteHandle,
    link: { id: LinkId; omiUserId: string; tokenHash: string | null; now: number },
  ): Promise<boolean> {
    return (await tx.run(activate, link)).changes === 1;
  },
  /**
   * Gives the confirmed link of a person and an Omi user a new webhook token; the one before works until `previousExpiresAt`, the one before
   * that no more. Undefined where there is no such link.
   */
  async rotateToken(tx: WriteHandle, token: NewToken): Promise<LinkId | undefined> {
    return (await tx.run(rotateToken, token)).rows[0]?.id;
  },
  /** Forgets a link with everything that was heard by it. End its sessions first, see `voiceRetentionWriter.removeSessionsOf`. */
  async remove(tx: WriteHandle, id: LinkId): Promise<void> {
    await tx.run(remove, { id });
  },
  /** Keeps the outcome of the last self-test, as JSON. */
  async setSelfTest(tx: WriteHandle, id: LinkId, result: string): Promise<void> {
    await tx.run(setSelfTest, { id, result });
  },
  /** Notes that the owner is told of the silence; false when that was noted before. */
  async noticeSilence(tx: WriteHandle, id: LinkId, now: number): Promise<boolean> {
    return (await tx.run(noticeSilence, { id, now })).changes === 1;
  },
  /** Notes a delivery for the Omi user's confirmed link and gives the link; undefined without one, or when its owner may not act. */
  async touchActive(tx: WriteHandle, omiUserId: string, now: number): Promise<OmiLinkRow | undefined> {
    return (await tx.run(touchActive, { omiUserId, now })).rows[0];
  },
  /** Forgets links that were not confirmed in time, and what was heard for them. */
  async removeExpired(tx: WriteHandle, now: number): Promise<void> {
    await tx.run(removeExpired, { now });
  },
  /** Keeps others from working on a link until the transaction ends, and gives it; undefined when it is gone or its owner may not act. */
  async lock(tx: WriteHandle, id: LinkId): Promise<OmiLinkRow | undefined> {
    return (await tx.run(lock, { id })).rows[0];
  },
};
