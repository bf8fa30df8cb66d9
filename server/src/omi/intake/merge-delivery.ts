import { createId } from '../../kit/id.ts';
import { must } from '../../kit/must.ts';
import type { WriteHandle } from '../../store/query.ts';
import { type TranscriptSegmentRow, transcriptReader } from '../../store/transcript-reader.ts';
import { transcriptWriter } from '../../store/transcript-writer.ts';
import type { VoiceSessionRow } from '../../store/voice-session-reader.ts';
import { isSameSegment, mergeSegment } from './merge-segment.ts';
import type { HeardSegment, Segment } from './segment.ts';
import { segmentKey } from './segment-key.ts';

/** Speech that begins this much before or after what has just arrived may belong to it. A longer question is closed by its silence. */
const NEAR_S = 20;

/**
 * Merges a delivery into the transcript of a session whose row, or whose link's, is locked.
 * @param settledAt what new segments get as `settled_at`: the time, or null where their words still wait to be acted upon
 * @returns the segments that are new or say more now, as they are stored
 */
export async function mergeDelivery(
  tx: WriteHandle,
  session: VoiceSessionRow,
  heard: readonly HeardSegment[],
  now: number,
  settledAt: number | null,
): Promise<Segment[]> {
  const changed = new Map<string, Segment>();
  for (const each of heard) {
    const arriving = place(each, segmentKey(session.omi_user_id, each), session.last_segment_start_s);
    const merged = await mergeOne(tx, session, arriving, now, settledAt);
    if (merged) changed.set(merged.key, merged);
  }
  return [...changed.values()];
}

async function mergeOne(
  tx: WriteHandle,
  session: VoiceSessionRow,
  arriving: Segment,
  now: number,
  settledAt: number | null,
): Promise<Segment | undefined> {
  const isNew = await transcriptWriter.insert(tx, {
    id: createId<string>(),
    user_id: session.user_id,
    link_id: session.link_id,
    voice_session_id: session.id,
    ...toColumns(arriving),
    received_at: now,
    updated_at: now,
    settled_at: settledAt,
  });
  if (isNew) return arriving;
  const row = must(
    await transcriptReader.findByKey(tx, session.link_id, arriving.key),
    'the segment that was there already',
  );
  const merged = mergeSegment(toSegment(row), arriving);
  if (isSameSegment(toSegment(row), merged)) return undefined;
  await transcriptWriter.update(tx, {
    ...row,
    ...toColumns(merged),
    updated_at: now,
    settled_at: row.settled_at ?? settledAt,
  });
  return merged;
}

/** Where in a session to look for what belongs to some segments, in seconds. */
export function spanAround(segments: readonly Segment[]): { fromS: number; toS: number } {
  return {
    fromS: Math.min(...segments.map(({ startS }) => startS)) - NEAR_S,
    toS: Math.max(...segments.map(({ endS }) => endS)) + NEAR_S,
  };
}

/** A stored segment as it is understood. */
export function toSegment(row: TranscriptSegmentRow): Segment {
  return {
    key: row.segment_key,
    text: row.text,
    speaker: row.speaker,
    isUser: row.is_user === 1,
    startS: row.start_s,
    endS: row.end_s,
  };
}

/** The reverse of {@link toSegment}. */
export function toColumns(segment: Segment) {
  return {
    segment_key: segment.key,
    text: segment.text,
    speaker: segment.speaker,
    is_user: segment.isUser ? 1 : 0,
    start_s: segment.startS,
    end_s: segment.endS,
  };
}

/** A segment without times is put where the speech had come to. */
function place({ id: _, ...segment }: HeardSegment, key: string, defaultStartS: number): Segment {
  const startS = segment.startS ?? defaultStartS;
  return { ...segment, key, startS, endS: Math.max(startS, segment.endS ?? startS) };
}
