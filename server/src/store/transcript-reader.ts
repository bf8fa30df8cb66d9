import type { Selectable } from 'kysely';
import type { LinkId, VoiceSessionId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { TranscriptSegmentTable } from './schema.ts';

export type TranscriptSegmentRow = Selectable<TranscriptSegmentTable>;

const findByKey = readQuery('transcript.find_by_key', (db, a: { linkId: LinkId; key: string }) =>
  db.selectFrom('transcript_segments').selectAll().where('link_id', '=', a.linkId).where('segment_key', '=', a.key),
);

/** Far above what is said in the windows that are asked for; it bounds what a hostile sender can make us read. */
const MAX_SEGMENTS = 500;

const listBetween = readQuery(
  'transcript.list_between',
  (db, a: { sessionId: VoiceSessionId; fromS: number; toS: number }) =>
    db
      .selectFrom('transcript_segments')
      .selectAll()
      .where('voice_session_id', '=', a.sessionId)
      .where('start_s', '>=', a.fromS)
      .where('start_s', '<=', a.toS)
      .orderBy('start_s')
      .limit(MAX_SEGMENTS),
);

export const transcriptReader = {
  findByKey(db: ReadHandle, linkId: LinkId, key: string): Promise<TranscriptSegmentRow | undefined> {
    return db.first(findByKey, { linkId, key });
  },
  /** The segments of a session that begin between two times, in seconds. */
  listBetween(db: ReadHandle, sessionId: VoiceSessionId, fromS: number, toS: number): Promise<TranscriptSegmentRow[]> {
    return db.all(listBetween, { sessionId, fromS, toS });
  },
};
