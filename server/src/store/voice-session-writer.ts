import type { VoiceSessionId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { VoiceSessionRow } from './voice-session-reader.ts';

type NewRow = Omit<VoiceSessionRow, 'ended_at'>;

const insert = writeQuery('voice_session.insert', (db, a: NewRow) =>
  db.insertInto('voice_sessions').values({
    id: a.id,
    user_id: a.user_id,
    link_id: a.link_id,
    omi_user_id: a.omi_user_id,
    started_at: a.started_at,
    last_heard_at: a.last_heard_at,
    last_segment_start_s: a.last_segment_start_s,
  }),
);

const touch = writeQuery('voice_session.touch', (db, a: { id: VoiceSessionId; now: number; lastStartS: number }) =>
  db
    .updateTable('voice_sessions')
    .set({ last_heard_at: a.now, last_segment_start_s: a.lastStartS })
    .where('id', '=', a.id),
);

const end = writeQuery('voice_session.end', (db, a: { id: VoiceSessionId; now: number }) =>
  db.updateTable('voice_sessions').set({ ended_at: a.now }).where('id', '=', a.id).where('ended_at', 'is', null),
);

export const voiceSessionWriter = {
  async insert(tx: WriteHandle, row: NewRow): Promise<void> {
    await tx.run(insert, row);
  },
  async touch(tx: WriteHandle, id: VoiceSessionId, now: number, lastStartS: number): Promise<void> {
    await tx.run(touch, { id, now, lastStartS });
  },
  async end(tx: WriteHandle, id: VoiceSessionId, now: number): Promise<void> {
    await tx.run(end, { id, now });
  },
};
