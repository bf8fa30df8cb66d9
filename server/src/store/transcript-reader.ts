import { type Selectable, sql } from 'kysely';
import type { LinkId, VoiceSessionId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { TranscriptSegmentTable } from './table/omi-table.ts';

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

/** The patterns are literals: SQLite prepares a statement anew whenever one is bound, which took ten times as long as running it. */
const findNamed = readQuery(
  'transcript.find_named',
  (db, a: { sessionId: VoiceSessionId; fromS: number; toS: number }) =>
    db
      .selectFrom('transcript_segments')
      .select('id')
      .where('voice_session_id', '=', a.sessionId)
      .where('start_s', '>=', a.fromS)
      .where('start_s', '<=', a.toS)
      .where((eb) => {
        const text = eb.fn<string>('lower', ['text']);
        return eb.or([eb(text, 'like', sql.lit('%omi%')), eb(text, 'like', sql.lit('%omni%'))]);
      })
      .limit(1),
);

const listAfter = readQuery(
  'transcript.list_after',
  (db, a: { sessionId: VoiceSessionId; startS: number; key: string }) =>
    db
      .selectFrom('transcript_segments')
      .select(['segment_key', 'speaker', 'is_user', 'start_s', 'text'])
      .where('voice_session_id', '=', a.sessionId)
      .where((eb) =>
        eb.or([eb('start_s', '>', a.startS), eb.and([eb('start_s', '=', a.startS), eb('segment_key', '>', a.key)])]),
      )
      .orderBy('start_s')
      .orderBy('segment_key')
      .limit(MAX_SEGMENTS),
);

const listNewest = readQuery('transcript.list_newest', (db, a: { sessionId: VoiceSessionId; limit: number }) =>
  db
    .selectFrom('transcript_segments')
    .select(['id', 'speaker', 'is_user', 'start_s', 'text'])
    .where('voice_session_id', '=', a.sessionId)
    .orderBy('start_s', 'desc')
    .orderBy('id', 'desc')
    .limit(a.limit),
);

const listWearerLabels = readQuery('transcript.list_wearer_labels', (db, a: { sessionId: VoiceSessionId }) =>
  db
    .selectFrom('transcript_segments')
    .select('speaker')
    .distinct()
    .where('voice_session_id', '=', a.sessionId)
    .where('is_user', '=', sql.lit(1))
    .where('speaker', 'is not', null),
);

export const transcriptReader = {
  /** Everything said in a session from a time on, in seconds, in the order of speech. */
  async listFrom(db: ReadHandle, sessionId: VoiceSessionId, fromS: number) {
    const found = await db.all(listAfter, { sessionId, startS: fromS, key: '' });
    for (let page = found; page.length === MAX_SEGMENTS; ) {
      const last = page.at(-1);
      page = last ? await db.all(listAfter, { sessionId, startS: last.start_s, key: last.segment_key }) : [];
      found.push(...page);
    }
    return found;
  },
  /** The labels under which Omi recognised the wearer in a session. */
  async listWearerLabels(db: ReadHandle, sessionId: VoiceSessionId): Promise<ReadonlySet<string>> {
    const rows = await db.all(listWearerLabels, { sessionId });
    return new Set(rows.flatMap(({ speaker }) => speaker ?? []));
  },
  /** Whether any segment of a session that begins between two times, in seconds, may hold the name of the device. */
  async mentionsName(db: ReadHandle, sessionId: VoiceSessionId, fromS: number, toS: number): Promise<boolean> {
    return (await db.first(findNamed, { sessionId, fromS, toS })) !== undefined;
  },
  /** What was said last in a session, the last first. */
  listNewest(db: ReadHandle, sessionId: VoiceSessionId, limit: number) {
    return db.all(listNewest, { sessionId, limit });
  },
  findByKey(db: ReadHandle, linkId: LinkId, key: string): Promise<TranscriptSegmentRow | undefined> {
    return db.first(findByKey, { linkId, key });
  },
  /** The segments of a session that begin between two times, in seconds. */
  listBetween(db: ReadHandle, sessionId: VoiceSessionId, fromS: number, toS: number): Promise<TranscriptSegmentRow[]> {
    return db.all(listBetween, { sessionId, fromS, toS });
  },
};
