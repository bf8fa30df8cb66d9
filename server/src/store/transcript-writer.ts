import type { LinkId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { TranscriptSegmentRow } from './transcript-reader.ts';

const insert = writeQuery('transcript.insert', (db, a: TranscriptSegmentRow) =>
  db
    .insertInto('transcript_segments')
    .values({
      id: a.id,
      user_id: a.user_id,
      link_id: a.link_id,
      voice_session_id: a.voice_session_id,
      segment_key: a.segment_key,
      text: a.text,
      speaker: a.speaker,
      is_user: a.is_user,
      start_s: a.start_s,
      end_s: a.end_s,
      received_at: a.received_at,
      updated_at: a.updated_at,
      settled_at: a.settled_at,
    })
    .onConflict((c) => c.columns(['link_id', 'segment_key']).doNothing()),
);

const update = writeQuery('transcript.update', (db, a: TranscriptSegmentRow) =>
  db
    .updateTable('transcript_segments')
    .set({
      text: a.text,
      speaker: a.speaker,
      is_user: a.is_user,
      start_s: a.start_s,
      end_s: a.end_s,
      updated_at: a.updated_at,
      settled_at: a.settled_at,
    })
    .where('id', '=', a.id),
);

const setSettled = writeQuery('transcript.set_settled', (db, a: { linkId: LinkId; key: string; at: number | null }) =>
  db
    .updateTable('transcript_segments')
    .set({ settled_at: a.at })
    .where('link_id', '=', a.linkId)
    .where('segment_key', '=', a.key),
);

const removeOfLink = writeQuery('transcript.remove_of_link', (db, a: { linkId: LinkId }) =>
  db.deleteFrom('transcript_segments').where('link_id', '=', a.linkId),
);

export const transcriptWriter = {
  /** Adds a segment; false when the link has one with this key already. */
  async insert(tx: WriteHandle, row: TranscriptSegmentRow): Promise<boolean> {
    return (await tx.run(insert, row)).changes === 1;
  },
  /** Changes what was heard of a segment; the caller has merged it with the stored one under the lock of its link or session. */
  async update(tx: WriteHandle, row: TranscriptSegmentRow): Promise<void> {
    await tx.run(update, row);
  },
  /** Notes when a segment's words were acted upon; null: they wait. */
  async setSettled(tx: WriteHandle, linkId: LinkId, key: string, at: number | null): Promise<void> {
    await tx.run(setSettled, { linkId, key, at });
  },
  async removeOfLink(tx: WriteHandle, linkId: LinkId): Promise<void> {
    await tx.run(removeOfLink, { linkId });
  },
};
