import { type Selectable, sql } from 'kysely';
import type { LinkId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { OmiLinkTable, VoiceSessionTable } from './table/omi-table.ts';

/** A link with the last time its newest session was heard. */
export type ListedLinkRow = Selectable<OmiLinkTable> & { last_heard_at: number | null };

export type ListedSessionRow = Pick<
  Selectable<VoiceSessionTable>,
  'id' | 'began_at' | 'started_at' | 'last_heard_at' | 'ended_at'
> & { segments: number };

/** A confirmed link that came to life on several days and has been silent since. */
export interface SilentLinkRow {
  id: LinkId;
  user_id: UserId;
  omi_user_id: string;
  last_heard_at: number;
}

const listLinks = readQuery('omi_status.list_links', (db, a: { owner: UserId }) =>
  db
    .selectFrom('omi_links')
    .selectAll('omi_links')
    .select((eb) =>
      eb
        .selectFrom('voice_sessions')
        .select('voice_sessions.last_heard_at')
        .whereRef('voice_sessions.link_id', '=', 'omi_links.id')
        .orderBy('voice_sessions.id', 'desc')
        .limit(1)
        .as('last_heard_at'),
    )
    .where('omi_links.user_id', '=', a.owner)
    .orderBy('omi_links.id', 'desc'),
);

const listSessions = readQuery('omi_status.list_sessions', (db, a: { linkId: LinkId; limit: number }) =>
  db
    .selectFrom('voice_sessions')
    .select(['id', 'began_at', 'started_at', 'last_heard_at', 'ended_at'])
    .select((eb) =>
      eb
        .selectFrom('transcript_segments')
        .select((e) => e.fn.countAll<number>().as('segments'))
        .whereRef('transcript_segments.voice_session_id', '=', 'voice_sessions.id')
        .as('segments'),
    )
    .where('link_id', '=', a.linkId)
    .orderBy('id', 'desc')
    .limit(a.limit)
    .$narrowType<{ segments: number }>(),
);

const listAfter = readQuery('omi_status.list_after', (db, a: { after: string; limit: number }) =>
  db
    .selectFrom('omi_links')
    .select(['id', 'user_id'])
    .where('id', '>', a.after as LinkId)
    .orderBy('id')
    .limit(a.limit),
);

interface Silence {
  /** Nothing was heard after this. */
  since: number;
  /** Days count from here. */
  from: number;
  days: number;
}

const DAY_MS = 86_400_000;

const listSilent = readQuery('omi_status.list_silent', (db, a: Silence) =>
  db
    .selectFrom('omi_links')
    .innerJoin('users', 'users.id', 'omi_links.user_id')
    .innerJoin('voice_sessions', 'voice_sessions.link_id', 'omi_links.id')
    .select(['omi_links.id', 'omi_links.user_id', 'omi_links.omi_user_id'])
    .select((eb) => eb.fn.max<number>('voice_sessions.last_heard_at').as('last_heard_at'))
    .where('users.status', '=', 'active')
    .where('omi_links.status', '=', 'active')
    .where('omi_links.silence_noticed_at', 'is', null)
    .where('omi_links.last_delivery_at', '<=', a.since)
    .where('voice_sessions.started_at', '>', a.from)
    .groupBy(['omi_links.id', 'omi_links.user_id', 'omi_links.omi_user_id'])
    .having((eb) => eb.fn.max('voice_sessions.last_heard_at'), '<=', a.since)
    .having(sql<number>`count(distinct voice_sessions.started_at / ${sql.lit(DAY_MS)})`, '>=', a.days)
    .orderBy('omi_links.id'),
);

export const omiStatusReader = {
  /** A person's links, confirmed or not, newest first. */
  listLinks(db: ReadHandle, owner: UserId): Promise<ListedLinkRow[]> {
    return db.all(listLinks, { owner });
  },
  /** The newest sessions of a link, newest first. */
  listSessions(db: ReadHandle, linkId: LinkId, limit: number): Promise<ListedSessionRow[]> {
    return db.all(listSessions, { linkId, limit });
  },
  /** Links of everybody in the order of their ids, for work that goes through all of them. */
  listAfter(db: ReadHandle, after: string, limit: number): Promise<{ id: LinkId; user_id: UserId }[]> {
    return db.all(listAfter, { after, limit });
  },
  /** Links that were heard on several days and then no more, and whose owners were not told so yet. */
  listSilent(db: ReadHandle, silence: Silence): Promise<SilentLinkRow[]> {
    return db.all(listSilent, silence);
  },
};
