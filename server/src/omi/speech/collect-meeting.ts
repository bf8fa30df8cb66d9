import { createId, type LinkId, type OutboxId, type VoiceSessionId } from '../../kit/id.ts';
import { outboxWriter } from '../../store/outbox-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import type { VoiceSessionRow } from '../../store/voice-session-reader.ts';
import { voiceSessionWriter } from '../../store/voice-session-writer.ts';
import type { Segment } from '../intake/segment.ts';

/** How often a meeting is looked at for its end. */
export const MEETING_LOOK_MS = 30_000;

/** What is kept of a meeting until its end. */
interface MeetingPayload {
  session_id: VoiceSessionId;
  link_id: LinkId;
  /** Where in the session it began, in seconds. */
  from_s: number;
}

/** Notes at the first words of a meeting that it is to be saved when it is over. */
export async function collectMeeting(
  tx: WriteHandle,
  session: VoiceSessionRow,
  changed: readonly Segment[],
  now: number,
): Promise<void> {
  if (session.meeting_from_s !== null || changed.length === 0) return;
  const fromS = Math.min(...changed.map(({ startS }) => startS));
  if (!(await voiceSessionWriter.beginMeeting(tx, session.id, fromS))) return;
  const payload: MeetingPayload = { session_id: session.id, link_id: session.link_id, from_s: fromS };
  await outboxWriter.insert(tx, {
    id: createId<OutboxId>(),
    kind: 'omi_meeting',
    user_id: session.user_id,
    subject_id: session.link_id,
    payload: JSON.stringify(payload),
    dedupe_key: `omi_meeting:${session.id}:${fromS}`,
    due_at: now + MEETING_LOOK_MS,
    created_at: now,
  });
}
