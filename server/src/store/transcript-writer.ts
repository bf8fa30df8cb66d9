import type { LinkId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { TranscriptSegmentRow } from './transcript-reader.ts';

const put = writeQuery('transcript.put', (db, a: TranscriptSegmentRow) =>
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
    .onConflict((c) =>
      c.columns(['link_id', 'segment_key']).doUpdateSet((eb) => ({
        text: eb.ref('excluded.text'),
        speaker: eb.ref('excluded.speaker'),
        is_user: eb.ref('excluded.is_user'),
        start_s: eb.ref('excluded.start_s'),
        end_s: eb.ref('excluded.end_s'),
        updated_at: eb.ref('excluded.updated_at'),
        settled_at: eb.ref('excluded.settled_at'),
      })),
    ),
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
  /** Stores a segment as it is after merging; the caller has merged it with the stored one under the link's lock. */
  async put(tx: WriteHandle, row: TranscriptSegmentRow): Promise<void> {
    await tx.run(put, row);
  },
  /** Notes when a segment's words were acted upon; null: they wait. */
  async setSettled(tx: WriteHandle, linkId: LinkId, key: string, at: number | null): Promise<void> {
    await tx.run(setSettled, { linkId, key, at });
  },
  async removeOfLink(tx: WriteHandle, linkId: LinkId): Promise<void> {
    await tx.run(removeOfLink, { linkId });
  },
};
