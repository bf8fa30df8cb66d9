import { sql } from 'kysely';
import type { LinkId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';

/** Some 10 ms of work, so that a delivery that comes meanwhile hardly waits. */
const BATCH = 1_000;

interface Age {
  linkId: LinkId;
  /** Milliseconds since 1970. */
  before: number;
}

/** By way of the sessions, whose index leads to the few links' rows; the segments have none by time. */
const removeSegments = writeQuery('voice_retention.remove_segments', (db, a: Age) =>
  db
    .deleteFrom('transcript_segments')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('transcript_segments as old')
        .innerJoin('voice_sessions', 'voice_sessions.id', 'old.voice_session_id')
        .select('old.id')
        .where('voice_sessions.link_id', '=', a.linkId)
        .where('voice_sessions.started_at', '<', a.before)
        .where('old.received_at', '<', a.before)
        .limit(sql.lit(BATCH)),
    ),
);

const removeUtterances = writeQuery('voice_retention.remove_utterances', (db, a: Age) =>
  db
    .deleteFrom('utterances')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('utterances as old')
        .select('old.id')
        .where('old.link_id', '=', a.linkId)
        .where('old.heard_at', '<', a.before)
        .limit(sql.lit(BATCH)),
    ),
);

const removeEmptySessions = writeQuery('voice_retention.remove_empty_sessions', (db, a: Age) =>
  db.deleteFrom('voice_sessions').where('id', 'in', (eb) =>
    eb
      .selectFrom('voice_sessions as old')
      .select('old.id')
      .where('old.link_id', '=', a.linkId)
      .where('old.last_heard_at', '<', a.before)
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom('transcript_segments')
              .select('transcript_segments.id')
              .whereRef('transcript_segments.voice_session_id', '=', 'old.id'),
          ),
        ),
      )
      .limit(sql.lit(BATCH)),
  ),
);

const removeSessionsOf = writeQuery('voice_retention.remove_sessions_of', (db, a: { linkId: LinkId }) =>
  db.deleteFrom('voice_sessions').where('link_id', '=', a.linkId),
);

/** Whether a batch was full, so that there may be more. */
const hasMore = ({ changes }: { changes: number }) => changes === BATCH;

/** Takes away what was heard, once its time is over or its link goes. Each call is one batch and tells whether there may be another. */
export const voiceRetentionWriter = {
  async removeSegments(tx: WriteHandle, linkId: LinkId, before: number): Promise<boolean> {
    return hasMore(await tx.run(removeSegments, { linkId, before }));
  },
  async removeUtterances(tx: WriteHandle, linkId: LinkId, before: number): Promise<boolean> {
    return hasMore(await tx.run(removeUtterances, { linkId, before }));
  },
  /** Sessions that were last heard before and hold no segment any more. */
  async removeEmptySessions(tx: WriteHandle, linkId: LinkId, before: number): Promise<boolean> {
    return hasMore(await tx.run(removeEmptySessions, { linkId, before }));
  },
  /**
   * Every session of a link with its segments and utterances, however many. A delivery locks its session and then its link: whoever removes a
   * link begins here, so that the two wait for each other in the same order.
   */
  async removeSessionsOf(tx: WriteHandle, linkId: LinkId): Promise<void> {
    await tx.run(removeSessionsOf, { linkId });
  },
};
