import type { ReadHandle } from '../../store/query.ts';
import type { TranscriptSegmentRow } from '../../store/transcript-reader.ts';
import { utteranceReader } from '../../store/utterance-reader.ts';
import { toSegment } from '../intake/merge-delivery.ts';
import type { Segment } from '../intake/segment.ts';
import { findUtterances, type Utterance } from './find-utterances.ts';
import { leaveOutOthers } from './leave-out-others.ts';
import { listeningOf } from './listening.ts';
import type { Speaker } from './speaker.ts';

/** What is said in this time before a question may be what it is about. */
const CONTEXT_S = 60;
const MAX_CONTEXT_CHARS = 2_000;

/** A stretch of a session's speech as it is understood. */
interface Speech {
  /** What was said to the assistant, in order. */
  utterances: Utterance[];
  /** What everybody said just before an utterance, one line for each segment. */
  heardBefore(utterance: Utterance): string;
}

/** Understands a stretch of speech of one person's session. @param rows its segments as they are stored */
export async function readSpeech(
  db: ReadHandle,
  { session, person, pending }: Pick<Speaker, 'session' | 'person' | 'pending'>,
  rows: readonly TranscriptSegmentRow[],
): Promise<Speech> {
  const { preferences } = person;
  const segments = rows.map(toSegment);
  const listening = listeningOf(session, preferences, pending);
  const isOpen = listening.openEars.length > 0;
  const span = segments.map(({ startS }) => startS);
  const known = isOpen
    ? await utteranceReader.listBetween(db, session.id, Math.min(...span) - CONTEXT_S, Math.max(...span))
    : [];
  const mayAsk = preferences.others_may_ask ? segments : await leaveOutOthers(db, session.id, segments);
  return {
    utterances: findUtterances(mayAsk, listening, known),
    heardBefore: (utterance) => transcribe(segments, utterance),
  };
}

function transcribe(segments: readonly Segment[], { startS, segmentKeys }: Utterance): string {
  const lines = segments
    .filter((each) => each.startS < startS && each.startS >= startS - CONTEXT_S && !segmentKeys.includes(each.key))
    .sort((a, b) => a.startS - b.startS)
    .map(({ isUser, speaker, text }) => `${isUser ? 'Me' : (speaker ?? 'Somebody')}: ${text}`);
  return lines.join('\n').slice(-MAX_CONTEXT_CHARS).toWellFormed();
}
