import { sql } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { UserStatus } from './table/account-table.ts';
import type { UserRow } from './user-reader.ts';

/** A person as an admin sees them. */
export type AdminUserRow = Omit<UserRow, 'password_hash' | 'updated_at'> & {
  /** Of the sessions they have; null where they have none. */
  last_seen_at: number | null;
};

const COLUMNS = ['users.id', 'email', 'display_name', 'role', 'status', 'users.created_at'] as const;

interface ListArgs {
  before: UserId;
  limit: number;
  status: UserStatus;
  /** A pattern for LIKE, in lower case. */
  pattern: string;
}

const definePage = (name: string, filter: { hasStatus: boolean; hasPattern: boolean }) =>
  readQuery(name, (db, a: ListArgs) =>
    db
      .selectFrom('users')
      .select(COLUMNS)
      .select((eb) =>
        eb
          .selectFrom('sessions')
          .select((s) => s.fn.max('last_seen_at').as('last_seen_at'))
          .whereRef('sessions.user_id', '=', 'users.id')
          .as('last_seen_at'),
      )
      .where('users.id', '<', a.before)
      .$if(filter.hasStatus, (q) => q.where('status', '=', a.status))
      .$if(filter.hasPattern, (q) =>
        q.where((eb) =>
          eb.or([
            sql<boolean>`${eb.ref('email')} like ${a.pattern} escape '\\'`,
            sql<boolean>`lower(${eb.ref('display_name')}) like ${a.pattern} escape '\\'`,
          ]),
        ),
      )
      .orderBy('users.id', 'desc')
      .limit(a.limit),
  );

const list = definePage('admin_user.list', { hasStatus: false, hasPattern: false });
const listOfStatus = definePage('admin_user.list_of_status', { hasStatus: true, hasPattern: false });
const search = definePage('admin_user.search', { hasStatus: false, hasPattern: true });
const searchOfStatus = definePage('admin_user.search_of_status', { hasStatus: true, hasPattern: true });

const find = readQuery('admin_user.find', (db, a: { id: UserId }) =>
  db
    .selectFrom('users')
    .select(COLUMNS)
    .select((eb) => [
      eb
        .selectFrom('sessions')
        .select((s) => s.fn.max('last_seen_at').as('last_seen_at'))
        .whereRef('sessions.user_id', '=', 'users.id')
        .as('last_seen_at'),
      eb
        .selectFrom('conversations')
        .select((c) => c.fn.countAll<number>().as('count'))
        .whereRef('conversations.user_id', '=', 'users.id')
        .as('conversations'),
      eb
        // Every conversation and its messages are one person's, and only by their conversation are messages in an index.
        .selectFrom('conversations')
        .innerJoin('messages', 'messages.conversation_id', 'conversations.id')
        .select((m) => m.fn.countAll<number>().as('count'))
        .whereRef('conversations.user_id', '=', 'users.id')
        .as('messages'),
      eb
        .selectFrom('omi_links')
        .select((l) => l.fn.countAll<number>().as('count'))
        .whereRef('omi_links.user_id', '=', 'users.id')
        .where('omi_links.status', '=', 'active')
        .as('omi_links'),
    ])
    .where('users.id', '=', a.id),
);

export const adminUserReader = {
  /** Newest first. @param filter `text`: what the address or the name holds */
  list(
    db: ReadHandle,
    filter: { status?: UserStatus | undefined; text?: string | undefined },
    page: { before: string; limit: number },
  ): Promise<AdminUserRow[]> {
    const { status, text } = filter;
    const query = text === undefined ? (status ? listOfStatus : list) : status ? searchOfStatus : search;
    const pattern = `%${(text ?? '').toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    return db.all(query, { before: page.before as UserId, limit: page.limit, status: status ?? 'active', pattern });
  },
  find(db: ReadHandle, id: UserId) {
    return db.first(find, { id });
  },
};
