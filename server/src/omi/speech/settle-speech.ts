import { type Preferences, readPersonContext } from '../../context/preference.ts';
import { omiLinkReader } from '../../store/omi-link-reader.ts';
import type { WriteHandle } from '../../store/query.ts';
import { transcriptReader } from '../../store/transcript-reader.ts';
import type { HeardSessionRow } from '../../store/voice-session-writer.ts';
import { spanAround } from '../intake/merge-delivery.ts';
import type { Segment } from '../intake/segment.ts';
import { keepOnlyDigits } from '../link/link-code.ts';
import { maskLinkCode } from '../link/mask-link-code.ts';
import { actOnUtterance } from './act-on-utterance.ts';
import { listeningOf } from './listening.ts';
import { type NewOutboxRow, queueOpenUtterance } from './queue-question.ts';
import { readSpeech } from './read-speech.ts';
import { readPending, type Speaker } from './speaker.ts';
import { namePattern } from './wake-word.ts';

/** What speech led to. */
export interface SettledSpeech {
  /** Questions that ended and were not known before, queued to be asked. */
  questions: NewOutboxRow[];
  /** Whether something began to be said to the assistant whose end is still to come. */
  hasOpenUtterance: boolean;
  /** Whether a command was carried out, whose reply waits. */
  hasReply: boolean;
  /** Whether the person wants answers that are being written to stop. */
  stopsAnswers: boolean;
}

/** The name comes at most this long before the words it was said with, or after its own "hey", when these come in another delivery. */
const NAME_BEFORE_S = 10;
const NAME_AFTER_S = 5;

/**
 * Acts on what is new in a session: a link code is masked, a command carried out, a question queued.
 * Most speech leads to none of these, so what is around it is read only if there is a reason: reading it for every delivery took more than half
 * of its time.
 * @param changed segments that are new or say more now
 */
export async function settleSpeech(
  tx: WriteHandle,
  session: HeardSessionRow,
  preferences: Preferences,
  changed: readonly Segment[],
  now: number,
): Promise<SettledSpeech> {
  const settled: SettledSpeech = { questions: [], hasOpenUtterance: false, hasReply: false, stopsAnswers: false };
  if (changed.length === 0) return settled;
  const { fromS, toS } = spanAround(changed);
  if (changed.some(({ text }) => keepOnlyDigits(text) !== '')) {
    const link = await omiLinkReader.findUsable(tx, session.link_id);
    if (link) await maskLinkCode(tx, link, await transcriptReader.listBetween(tx, session.id, fromS, toS), now);
  }
  if (!(await mayBeMeantForUs(tx, session, preferences, changed, now))) return settled;

  const link = { id: session.link_id, user_id: session.user_id };
  const person = await readPersonContext(tx, session.user_id);
  const speaker: Speaker = { link, session, person, pending: readPending(session, now) };
  const speech = await readSpeech(tx, speaker, await transcriptReader.listBetween(tx, session.id, fromS, toS));
  const changedKeys = new Set(changed.map(({ key }) => key));
  for (const utterance of speech.utterances) {
    if (!utterance.segmentKeys.some((key) => changedKeys.has(key))) continue;
    if (!utterance.hasEnded) {
      settled.hasOpenUtterance = true;
      await queueOpenUtterance(tx, speaker, utterance, now);
      continue;
    }
    const act = await actOnUtterance(tx, speaker, utterance, speech.heardBefore(utterance), now);
    if (act.kind === 'asked') settled.questions.push(act.row);
    if (act.kind !== 'replied') continue;
    settled.hasReply = true;
    settled.stopsAnswers ||= act.stopsAnswers;
  }
  return settled;
}

async function mayBeMeantForUs(
  tx: WriteHandle,
  session: HeardSessionRow,
  preferences: Preferences,
  changed: readonly Segment[],
  now: number,
): Promise<boolean> {
  const { openEars, ownWakeWords } = listeningOf(session, preferences, readPending(session, now));
  const isHeardOpenly = openEars.some((ear) =>
    changed.some(({ startS, endS }) => endS >= ear.fromS && startS <= ear.toS + NAME_BEFORE_S),
  );
  if (isHeardOpenly) return true;
  const name = namePattern(ownWakeWords);
  // Own wake words are looked for by the pattern alone: the database knows only ours.
  return changed.some(({ text }) => name.test(text)) || ownWakeWords.length > 0 || isNamedNearBy(tx, session, changed);
}

/** Whether words without the name may belong to a name that is there already. What this misses of a long question is found when it is closed. */
function isNamedNearBy(tx: WriteHandle, session: HeardSessionRow, changed: readonly Segment[]): Promise<boolean> {
  const fromS = Math.min(...changed.map(({ startS }) => startS)) - NAME_BEFORE_S;
  const toS = Math.max(...changed.map(({ endS }) => endS)) + NAME_AFTER_S;
  return transcriptReader.mentionsName(tx, session.id, fromS, toS);
}
