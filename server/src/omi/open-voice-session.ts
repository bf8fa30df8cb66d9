import { createId, type VoiceSessionId } from '../kit/id.ts';
import type { OmiLinkRow } from '../store/omi-link-reader.ts';
import type { WriteHandle } from '../store/query.ts';
import type { VoiceSessionRow } from '../store/voice-session-reader.ts';
import { voiceSessionWriter } from '../store/voice-session-writer.ts';

/** Omi closes a conversation after a silence of at least this length and counts segment times anew in the next. */
const IDLE_GAP_MS = 120_000;
/** Segments that come late (a retry after 1, 5 and 30 s, a second webhook that lags) begin no new session. */
const LATE_S = 60;

/**
 * The voice session that segments belong to: the link's newest, unless nothing was heard for two minutes or the times jumped back, else a
 * new one. Notes that it was heard now.
 * @param lastStartS the latest start among the segments, in seconds of their conversation
 */
export async function openVoiceSession(
  tx: WriteHandle,
  link: OmiLinkRow,
  newest: VoiceSessionRow | undefined,
  lastStartS: number,
  now: number,
): Promise<VoiceSessionRow> {
  if (newest && continues(newest, lastStartS, now)) {
    const startS = Math.max(newest.last_segment_start_s, lastStartS);
    await voiceSessionWriter.touch(tx, newest.id, now, startS);
    return { ...newest, last_heard_at: now, last_segment_start_s: startS };
  }
  if (newest) await voiceSessionWriter.end(tx, newest.id, now);
  const session: VoiceSessionRow = {
    id: createId<VoiceSessionId>(),
    user_id: link.user_id,
    link_id: link.id,
    omi_user_id: link.omi_user_id,
    started_at: now,
    last_heard_at: now,
    last_segment_start_s: lastStartS,
    ended_at: null,
  };
  await voiceSessionWriter.insert(tx, session);
  return session;
}

function continues(session: VoiceSessionRow, lastStartS: number, now: number): boolean {
  return now - session.last_heard_at < IDLE_GAP_MS && lastStartS >= session.last_segment_start_s - LATE_S;
}
