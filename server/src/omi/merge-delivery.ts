import { createId } from '../kit/id.ts';
import type { OmiLinkRow } from '../store/omi-link-reader.ts';
import type { WriteHandle } from '../store/query.ts';
import { type TranscriptSegmentRow, transcriptReader } from '../store/transcript-reader.ts';
import { transcriptWriter } from '../store/transcript-writer.ts';
import { type VoiceSessionRow, voiceSessionReader } from '../store/voice-session-reader.ts';
import { isSameSegment, mergeSegment } from './merge-segment.ts';
import { openVoiceSession } from './open-voice-session.ts';
import type { HeardSegment, Segment } from './segment.ts';
import { segmentKey } from './segment-key.ts';

/** Speech before what has just arrived that may belong to it. */
const LOOK_BACK_S = 60;
/** Speech after it, when it came late. */
const LOOK_AHEAD_S = 30;

/** What a delivery changed, and the speech around it. */
export interface MergedDelivery {
  session: VoiceSessionRow;
  /** The stored segments near the changed ones, these included, by their start. */
  around: TranscriptSegmentRow[];
  changedKeys: ReadonlySet<string>;
}

/**
 * Merges a delivery into what is stored of a link, whose row must be locked.
 * @param settledAt what new segments get as `settled_at`: the time, or null where their words still wait to be acted upon
 * @returns undefined when it says nothing new
 */
export async function mergeDelivery(
  tx: WriteHandle,
  link: OmiLinkRow,
  heard: readonly HeardSegment[],
  now: number,
  settledAt: number | null,
): Promise<MergedDelivery | undefined> {
  const newest = await voiceSessionReader.findNewest(tx, link.id);
  const stored = new Map<string, TranscriptSegmentRow | undefined>();
  const changed = new Map<string, Segment>();
  for (const each of heard) {
    const arriving = place(each, segmentKey(link.omi_user_id, each), newest?.last_segment_start_s ?? 0);
    const { key } = arriving;
    if (!stored.has(key)) stored.set(key, await transcriptReader.findByKey(tx, link.id, key));
    const row = stored.get(key);
    const known = changed.get(key) ?? (row && toSegment(row));
    const merged = known ? mergeSegment(known, arriving) : arriving;
    if (!known || !isSameSegment(known, merged)) changed.set(key, merged);
  }
  if (changed.size === 0) return undefined;

  const segments = [...changed.values()];
  const lastStartS = Math.max(...segments.map(({ startS }) => startS));
  const session = await openVoiceSession(tx, link, newest, lastStartS, now);
  for (const segment of segments) {
    const row = stored.get(segment.key);
    await transcriptWriter.put(tx, {
      id: row?.id ?? createId<string>(),
      user_id: link.user_id,
      link_id: link.id,
      voice_session_id: row?.voice_session_id ?? session.id,
      ...toColumns(segment),
      received_at: row?.received_at ?? now,
      updated_at: now,
      settled_at: row?.settled_at ?? settledAt,
    });
  }
  const fromS = Math.min(...segments.map(({ startS }) => startS)) - LOOK_BACK_S;
  const toS = Math.max(...segments.map(({ endS }) => endS)) + LOOK_AHEAD_S;
  const around = await transcriptReader.listBetween(tx, session.id, fromS, toS);
  return { session, around, changedKeys: new Set(changed.keys()) };
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
