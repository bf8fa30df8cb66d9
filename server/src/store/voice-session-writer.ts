import { sql } from 'kysely';
import type { LinkId, VoiceSessionId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { VoiceSessionRow } from './voice-session-reader.ts';

type NewRow = Omit<VoiceSessionRow, 'ended_at' | 'answered_at' | 'meeting_from_s'>;

const insert = writeQuery('voice_session.insert', (db, a: NewRow) =>
  db.insertInto('voice_sessions').values({
    id: a.id,
    user_id: a.user_id,
    link_id: a.link_id,
    omi_user_id: a.omi_user_id,
    started_at: a.started_at,
    last_heard_at: a.last_heard_at,
    last_segment_start_s: a.last_segment_start_s,
    began_at: a.began_at,
  }),
);

interface Heard {
  omiUserId: string;
  now: number;
  /** A session that was last heard at or before this is over. */
  idleSince: number;
  /** The latest start of what was heard, in seconds. */
  startS: number;
  /** A session that had come further than this is over: the times jumped back. */
  furthestStartS: number;
  /** When the session's clock stood at zero at the latest, going by this delivery. */
  beganAt: number;
}

/** A session that goes on. */
export type HeardSessionRow = VoiceSessionRow & {
  /** 1 where an answer waits for its way to the person. */
  has_waiting_answer: number;
  /** Its owner's preferences as they are stored; null for none. */
  settings: string | null;
  /** A spoken command that waits for its answer, and until when. */
  pending_command: string | null;
  pending_command_expires_at: number | null;
};

/**
 * Link, owner, session and lock in one statement, and what may be a moment old: Postgres reads the other tables as they were before it waited
 * for the lock.
 */
const hear = writeQuery('voice_session.hear', (db, a: Heard) =>
  db
    .updateTable('voice_sessions')
    .set((eb) => ({
      last_heard_at: a.now,
      last_segment_start_s: eb
        .case()
        .when('last_segment_start_s', '<', a.startS)
        .then(a.startS)
        .else(eb.ref('last_segment_start_s'))
        .end(),
      began_at: eb.case().when('began_at', '>', a.beganAt).then(a.beganAt).else(eb.ref('began_at')).end(),
    }))
    .where('id', '=', (eb) =>
      eb
        .selectFrom('voice_sessions as newest')
        .innerJoin('omi_links', 'omi_links.id', 'newest.link_id')
        .innerJoin('users', 'users.id', 'omi_links.user_id')
        .select('newest.id')
        .where('omi_links.omi_user_id', '=', a.omiUserId)
        .where(sql.ref('omi_links.status'), '=', sql.lit('active'))
        .where('users.status', '=', 'active')
        .orderBy('newest.id', 'desc')
        .limit(1),
    )
    .where('ended_at', 'is', null)
    .where('last_heard_at', '>', a.idleSince)
    .where('last_segment_start_s', '<=', a.furthestStartS)
    .returningAll()
    .returning((eb) => [
      eb
        .case()
        .when(
          eb.exists(
            eb
              .selectFrom('outbox')
              .select('outbox.id')
              .whereRef('outbox.user_id', '=', 'voice_sessions.user_id')
              .where('outbox.kind', '=', 'omi_notification')
              .where('outbox.status', '=', 'pending')
              .whereRef('outbox.subject_id', '=', 'voice_sessions.link_id'),
          ),
        )
        .then(sql.lit(1))
        .else(sql.lit(0))
        .end()
        .as('has_waiting_answer'),
      eb
        .selectFrom('preferences')
        .select('settings')
        .whereRef('preferences.user_id', '=', 'voice_sessions.user_id')
        .as('settings'),
      eb
        .selectFrom('omi_links')
        .select('pending_command')
        .whereRef('omi_links.id', '=', 'voice_sessions.link_id')
        .as('pending_command'),
      eb
        .selectFrom('omi_links')
        .select('pending_command_expires_at')
        .whereRef('omi_links.id', '=', 'voice_sessions.link_id')
        .as('pending_command_expires_at'),
    ]),
);

const touch = writeQuery('voice_session.touch', (db, a: { id: VoiceSessionId; now: number; lastStartS: number }) =>
  db
    .updateTable('voice_sessions')
    .set({ last_heard_at: a.now, last_segment_start_s: a.lastStartS })
    .where('id', '=', a.id),
);

/** Only the first delivery of a meeting changes the row. */
const beginMeeting = writeQuery('voice_session.begin_meeting', (db, a: { id: VoiceSessionId; fromS: number }) =>
  db
    .updateTable('voice_sessions')
    .set({ meeting_from_s: a.fromS })
    .where('id', '=', a.id)
    .where('meeting_from_s', 'is', null),
);

const endMeeting = writeQuery('voice_session.end_meeting', (db, a: { id: VoiceSessionId }) =>
  db.updateTable('voice_sessions').set({ meeting_from_s: null }).where('id', '=', a.id),
);

const noteAnswer = writeQuery('voice_session.note_answer', (db, a: { linkId: LinkId; now: number }) =>
  db
    .updateTable('voice_sessions')
    .set({ answered_at: a.now })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('voice_sessions as newest')
        .select('newest.id')
        .where('newest.link_id', '=', a.linkId)
        .orderBy('newest.id', 'desc')
        .limit(1),
    ),
);

const end = writeQuery('voice_session.end', (db, a: { id: VoiceSessionId; now: number }) =>
  db.updateTable('voice_sessions').set({ ended_at: a.now }).where('id', '=', a.id).where('ended_at', 'is', null),
);

export const voiceSessionWriter = {
  async insert(tx: WriteHandle, row: NewRow): Promise<void> {
    await tx.run(insert, row);
  },
  /** Notes that the newest session of an Omi user's confirmed link goes on, and gives it; undefined when there is none that does. */
  async hear(tx: WriteHandle, heard: Heard): Promise<HeardSessionRow | undefined> {
    return (await tx.run(hear, heard)).rows[0];
  },
  async touch(tx: WriteHandle, id: VoiceSessionId, now: number, lastStartS: number): Promise<void> {
    await tx.run(touch, { id, now, lastStartS });
  },
  /** Notes from where on a meeting is collected; tells whether it has just begun. */
  async beginMeeting(tx: WriteHandle, id: VoiceSessionId, fromS: number): Promise<boolean> {
    return (await tx.run(beginMeeting, { id, fromS })).changes === 1;
  },
  async endMeeting(tx: WriteHandle, id: VoiceSessionId): Promise<void> {
    await tx.run(endMeeting, { id });
  },
  /** Notes that an answer has just reached the person, in the newest session of their link. */
  async noteAnswer(tx: WriteHandle, linkId: LinkId, now: number): Promise<void> {
    await tx.run(noteAnswer, { linkId, now });
  },
  async end(tx: WriteHandle, id: VoiceSessionId, now: number): Promise<void> {
    await tx.run(end, { id, now });
  },
};
