import { createId, type VoiceSessionId } from '../../kit/id.ts';
import type { OmiLinkRow } from '../../store/omi-link-reader.ts';
import type { WriteHandle } from '../../store/query.ts';
import { transcriptReader } from '../../store/transcript-reader.ts';
import { type VoiceSessionRow, voiceSessionReader } from '../../store/voice-session-reader.ts';
import { type HeardSessionRow, voiceSessionWriter } from '../../store/voice-session-writer.ts';
import type { HeardSegment } from './segment.ts';
import { segmentKey } from './segment-key.ts';

/** Omi closes a conversation after a silence of at least this length and counts segment times anew in the next. */
export const IDLE_GAP_MS = 120_000;
/** Segments that come late (a retry after 1, 5 and 30 s, a second webhook that lags) begin no new session. */
const LATE_S = 60;

/**
 * Goes on in the newest voice session of an Omi user's confirmed link, and locks it: one statement for what most deliveries are.
 * @returns undefined when there is no such session, or what was heard does not belong to it
 */
export function continueVoiceSession(
  tx: WriteHandle,
  omiUserId: string,
  heard: readonly HeardSegment[],
  now: number,
): Promise<HeardSessionRow | undefined> {
  const startS = latestStart(heard);
  return voiceSessionWriter.hear(tx, {
    omiUserId,
    now,
    idleSince: now - IDLE_GAP_MS,
    startS: startS ?? 0,
    beganAt: now - (latestEnd(heard) ?? 0) * 1_000,
    furthestStartS: startS === null ? Number.MAX_SAFE_INTEGER : startS + LATE_S,
  });
}

/**
 * The voice session that segments belong to: the link's newest, unless nothing was heard for two minutes or the times jumped back, else a
 * new one. The link's row must be locked.
 * @returns undefined when the segments would begin a session but every one of them is known: an old delivery came again
 */
export async function openVoiceSession(
  tx: WriteHandle,
  link: OmiLinkRow,
  heard: readonly HeardSegment[],
  now: number,
): Promise<VoiceSessionRow | undefined> {
  const newest = await voiceSessionReader.findNewest(tx, link.id);
  const lastStartS = latestStart(heard);
  if (newest && continues(newest, lastStartS, now)) {
    const startS = Math.max(newest.last_segment_start_s, lastStartS ?? 0);
    await voiceSessionWriter.touch(tx, newest.id, now, startS);
    return { ...newest, last_heard_at: now, last_segment_start_s: startS };
  }
  if (newest && !(await hasNews(tx, link, heard))) return undefined;
  if (newest) await voiceSessionWriter.end(tx, newest.id, now);
  const session: VoiceSessionRow = {
    id: createId<VoiceSessionId>(),
    user_id: link.user_id,
    link_id: link.id,
    omi_user_id: link.omi_user_id,
    started_at: now,
    last_heard_at: now,
    last_segment_start_s: lastStartS ?? 0,
    ended_at: null,
    began_at: now - (latestEnd(heard) ?? 0) * 1_000,
    answered_at: null,
    meeting_from_s: null,
  };
  await voiceSessionWriter.insert(tx, session);
  return session;
}

function continues(session: VoiceSessionRow, lastStartS: number | null, now: number): boolean {
  if (session.ended_at !== null || now - session.last_heard_at >= IDLE_GAP_MS) return false;
  return lastStartS === null || lastStartS >= session.last_segment_start_s - LATE_S;
}

async function hasNews(tx: WriteHandle, link: OmiLinkRow, heard: readonly HeardSegment[]): Promise<boolean> {
  for (const segment of heard) {
    if (!(await transcriptReader.findByKey(tx, link.id, segmentKey(link.omi_user_id, segment)))) return true;
  }
  return false;
}

/** In seconds; null where no segment has a time. */
function latestStart(heard: readonly HeardSegment[]): number | null {
  return latest(heard.flatMap(({ startS }) => startS ?? []));
}

function latestEnd(heard: readonly HeardSegment[]): number | null {
  return latest(heard.flatMap(({ endS }) => endS ?? []));
}

function latest(times: readonly number[]): number | null {
  return times.length > 0 ? Math.max(...times) : null;
}
