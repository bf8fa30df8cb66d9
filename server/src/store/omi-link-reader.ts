import { type Selectable, sql } from 'kysely';
import type { LinkId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { OmiLinkTable } from './table/omi-table.ts';

export type OmiLinkRow = Selectable<OmiLinkTable>;

const find = readQuery('omi_link.find', (db, a: { owner: UserId; omiUserId: string }) =>
  db.selectFrom('omi_links').selectAll().where('user_id', '=', a.owner).where('omi_user_id', '=', a.omiUserId),
);

const findUsable = readQuery('omi_link.find_usable', (db, a: { id: LinkId }) =>
  db
    .selectFrom('omi_links')
    .innerJoin('users', 'users.id', 'omi_links.user_id')
    .selectAll('omi_links')
    .where('omi_links.id', '=', a.id)
    .where('omi_links.status', '=', 'active')
    .where('users.status', '=', 'active'),
);

const listOf = readQuery('omi_link.list_of', (db, a: { owner: UserId }) =>
  db.selectFrom('omi_links').selectAll().where('user_id', '=', a.owner).orderBy('id', 'desc'),
);

/** The literal lets both databases use the index of active links. */
const findActive = readQuery('omi_link.find_active', (db, a: { omiUserId: string }) =>
  db
    .selectFrom('omi_links')
    .selectAll()
    .where('omi_user_id', '=', a.omiUserId)
    .where(sql.ref('status'), '=', sql.lit('active')),
);

const findByToken = readQuery('omi_link.find_by_token', (db, a: { tokenHash: string }) =>
  db
    .selectFrom('omi_links')
    .innerJoin('users', 'users.id', 'omi_links.user_id')
    .selectAll('omi_links')
    .where('omi_links.webhook_token_hash', '=', a.tokenHash)
    .where('omi_links.status', '=', 'active')
    .where('users.status', '=', 'active'),
);

/** Asked only when the query before found nothing, so that what a delivery usually costs stays as it is. */
const findByPreviousToken = readQuery('omi_link.find_by_previous_token', (db, a: { tokenHash: string; now: number }) =>
  db
    .selectFrom('omi_links')
    .innerJoin('users', 'users.id', 'omi_links.user_id')
    .selectAll('omi_links')
    .where('omi_links.previous_token_hash', '=', a.tokenHash)
    .where('omi_links.previous_token_expires_at', '>', a.now)
    .where('omi_links.status', '=', 'active')
    .where('users.status', '=', 'active'),
);

const listPending = readQuery('omi_link.list_pending', (db, a: { omiUserId: string; now: number }) =>
  db
    .selectFrom('omi_links')
    .innerJoin('users', 'users.id', 'omi_links.user_id')
    .selectAll('omi_links')
    .where('omi_links.omi_user_id', '=', a.omiUserId)
    .where('omi_links.status', '=', 'pending')
    .where('omi_links.code_expires_at', '>', a.now)
    .where('users.status', '=', 'active')
    .orderBy('omi_links.id'),
);

export const omiLinkReader = {
  /** A person's link with an Omi user, active or still to be confirmed. */
  find(db: ReadHandle, owner: UserId, omiUserId: string): Promise<OmiLinkRow | undefined> {
    return db.first(find, { owner, omiUserId });
  },
  /** A confirmed link whose owner may act. */
  findUsable(db: ReadHandle, id: LinkId): Promise<OmiLinkRow | undefined> {
    return db.first(findUsable, { id });
  },
  /** A person's links, confirmed or not, newest first. */
  listOf(db: ReadHandle, owner: UserId): Promise<OmiLinkRow[]> {
    return db.all(listOf, { owner });
  },
  /** The one confirmed link of an Omi user. */
  findActive(db: ReadHandle, omiUserId: string): Promise<OmiLinkRow | undefined> {
    return db.first(findActive, { omiUserId });
  },
  /** The confirmed link whose webhook address holds this token, if its owner may act. */
  findByToken(db: ReadHandle, tokenHash: string): Promise<OmiLinkRow | undefined> {
    return db.first(findByToken, { tokenHash });
  },
  /** The confirmed link whose webhook address held this token before its last change, while that still works. */
  findByPreviousToken(db: ReadHandle, tokenHash: string, now: number): Promise<OmiLinkRow | undefined> {
    return db.first(findByPreviousToken, { tokenHash, now });
  },
  /** Links of an Omi user that wait for their code, at most one for each person who asked. */
  listPending(db: ReadHandle, omiUserId: string, now: number): Promise<OmiLinkRow[]> {
    return db.all(listPending, { omiUserId, now });
  },
};
