import type { VoiceSessionId } from '../../kit/id.ts';
import type { ReadHandle } from '../../store/query.ts';
import { transcriptReader } from '../../store/transcript-reader.ts';
import type { Segment } from '../intake/segment.ts';

/**
 * Leaves out what somebody else than the wearer said. `is_user` false alone does not tell: Omi recognises a voice late in a session, and
 * without a voice profile never. Only where it recognised the wearer in this session, under another label, is a speaker taken for somebody else.
 */
export async function leaveOutOthers(
  db: ReadHandle,
  sessionId: VoiceSessionId,
  segments: readonly Segment[],
): Promise<readonly Segment[]> {
  if (segments.every(({ isUser }) => isUser)) return segments;
  const wearer = await transcriptReader.listWearerLabels(db, sessionId);
  if (wearer.size === 0) return segments;
  return segments.filter(({ isUser, speaker }) => isUser || speaker === null || wearer.has(speaker));
}
