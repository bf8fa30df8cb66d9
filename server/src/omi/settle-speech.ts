import { omiLinkReader } from '../store/omi-link-reader.ts';
import type { WriteHandle } from '../store/query.ts';
import { transcriptReader } from '../store/transcript-reader.ts';
import type { VoiceSessionRow } from '../store/voice-session-reader.ts';
import { findQuestions } from './find-question.ts';
import { keepOnlyDigits } from './link-code.ts';
import { maskLinkCode } from './mask-link-code.ts';
import { spanAround, toSegment } from './merge-delivery.ts';
import { type NewOutboxRow, queueOpenQuestion, queueQuestion } from './queue-question.ts';
import type { Segment } from './segment.ts';

/** What speech led to. */
export interface SettledSpeech {
  /** Questions that ended and were not known before, queued to be asked. */
  questions: NewOutboxRow[];
  /** Whether a question began whose end is still to come. */
  hasOpenQuestion: boolean;
}

/** Every form in which the wake word is understood has this in it. */
const NAME = /omn?i/i;

/** The name comes at most this long before the words it was said with, or after its own "hey", when these come in another delivery. */
const NAME_BEFORE_S = 10;
const NAME_AFTER_S = 5;

/**
 * Acts on what is new in a session: a link code is masked, a question is queued.
 * Most speech does neither, so what is around it is read only if there is a reason: reading it for every delivery took more than half of its
 * time.
 * @param changed segments that are new or say more now
 */
export async function settleSpeech(
  tx: WriteHandle,
  session: VoiceSessionRow,
  changed: readonly Segment[],
  now: number,
): Promise<SettledSpeech> {
  const settled: SettledSpeech = { questions: [], hasOpenQuestion: false };
  if (changed.length === 0) return settled;
  const { fromS, toS } = spanAround(changed);
  if (changed.some(({ text }) => keepOnlyDigits(text) !== '')) {
    const link = await omiLinkReader.findUsable(tx, session.link_id);
    if (link) await maskLinkCode(tx, link, await transcriptReader.listBetween(tx, session.id, fromS, toS), now);
  }
  if (!changed.some(({ text }) => NAME.test(text)) && !(await isNamedNearBy(tx, session, changed))) return settled;

  const link = { id: session.link_id, user_id: session.user_id };
  const changedKeys = new Set(changed.map(({ key }) => key));
  const around = (await transcriptReader.listBetween(tx, session.id, fromS, toS)).map(toSegment);
  for (const question of findQuestions(around)) {
    if (question.text === '' || !question.segmentKeys.some((key) => changedKeys.has(key))) continue;
    if (question.hasEnded) {
      const row = await queueQuestion(tx, link, question, now);
      if (row) settled.questions.push(row);
    } else {
      settled.hasOpenQuestion = true;
      const startS = around.find(({ key }) => question.segmentKeys.includes(key))?.startS ?? 0;
      await queueOpenQuestion(tx, link, question, { sessionId: session.id, startS }, now);
    }
  }
  return settled;
}

/** Whether words without the name may belong to a name that is there already. What this misses of a long question is found when it is closed. */
function isNamedNearBy(tx: WriteHandle, session: VoiceSessionRow, changed: readonly Segment[]): Promise<boolean> {
  const fromS = Math.min(...changed.map(({ startS }) => startS)) - NAME_BEFORE_S;
  const toS = Math.max(...changed.map(({ endS }) => endS)) + NAME_AFTER_S;
  return transcriptReader.mentionsName(tx, session.id, fromS, toS);
}
