import type { UtteranceTrigger } from '../../store/table/omi-table.ts';
import type { UtteranceRow } from '../../store/utterance-reader.ts';
import type { Segment } from '../intake/segment.ts';
import { ENDS_SENTENCE, findQuestions, MAX_PAUSE_S } from './find-question.ts';
import type { Listening, OpenEar } from './listening.ts';
import { splitAtSilence } from './speech-window.ts';

/** Something that was said to the assistant. */
export interface Utterance {
  /** The same however often and in whatever order its segments arrive; unique within a link. */
  key: string;
  trigger: UtteranceTrigger;
  /** As it was heard; null where none was needed. */
  wakeWord: string | null;
  /** Without the wake word. */
  text: string;
  /** Seconds in the session. */
  startS: number;
  endS: number;
  /** Whether nothing more of it can come; otherwise its silence ends it. */
  hasEnded: boolean;
  /** Whether it counts only as the answer to a question that is pending. */
  onlyAnswers: boolean;
  segmentKeys: readonly string[];
}

type Known = Pick<UtteranceRow, 'trigger' | 'start_s' | 'end_s'>;

/**
 * Finds what was said to the assistant, in the order of speech: after a wake word, and where an ear is open.
 * @param segments of one voice session, in any order
 * @param known what was acted upon before in this stretch: without a wake word to count from, only its place tells that it is the same
 */
export function findUtterances(
  segments: readonly Segment[],
  listening: Listening,
  known: readonly Known[],
): Utterance[] {
  const byKey = new Map(segments.map((segment) => [segment.key, segment]));
  const woken = findQuestions(segments, listening.ownWakeWords)
    .filter(({ text }) => text !== '')
    .map((question): Utterance => {
      const own = question.segmentKeys.flatMap((key) => byKey.get(key) ?? []);
      return { key: question.id, trigger: 'wake_word', ...question, ...spanOf(own), onlyAnswers: false };
    });
  if (listening.openEars.length === 0) return woken;
  const taken = new Set(woken.flatMap(({ segmentKeys }) => segmentKeys));
  const free = segments.filter((segment) => !taken.has(segment.key) && !known.some((each) => covers(each, segment)));
  const heardUntilS = Math.max(...segments.map(({ endS }) => endS));
  const runs = splitAtSilence(free, MAX_PAUSE_S);
  const plain = listening.openEars.flatMap((ear) => hearOpenly(runs, ear, known, heardUntilS));
  const byPlace = new Map(plain.reverse().map((utterance) => [utterance.key, utterance]));
  return [...woken, ...byPlace.values()].sort((a, b) => a.startS - b.startS);
}

/** What an open ear hears. After an answer one sentence counts: what is said after it is not said to us. */
function hearOpenly(
  runs: readonly (readonly Segment[])[],
  ear: OpenEar,
  known: readonly Known[],
  heardUntilS: number,
): Utterance[] {
  const isInEar = (startS: number) => startS >= ear.fromS && startS <= ear.toS;
  const isOnce = ear.endsAtSentence && !ear.onlyAnswers;
  if (isOnce && known.some((each) => each.trigger === ear.trigger && isInEar(each.start_s))) return [];
  const heard = runs.flatMap((run) => {
    const from = run.findIndex(({ startS }) => isInEar(startS));
    return from < 0 ? [] : cut(run.slice(from), ear);
  });
  return (isOnce ? heard.slice(0, 1) : heard).map((segments) => toUtterance(segments, ear, heardUntilS));
}

function toUtterance(segments: readonly Segment[], ear: OpenEar, heardUntilS: number): Utterance {
  const text = segments.map((segment) => segment.text).join(' ');
  const { startS, endS } = spanOf(segments);
  return {
    // The key of a wake word's utterance has a "#" in it.
    key: `${segments[0]?.key ?? ''}~`,
    trigger: ear.trigger,
    wakeWord: null,
    text,
    startS,
    endS,
    hasEnded: markOf(ear).test(text) || heardUntilS - endS > MAX_PAUSE_S,
    onlyAnswers: ear.onlyAnswers,
    segmentKeys: segments.map(({ key }) => key),
  };
}

/** Whoever is always listened to does not stop after each sentence, but a question wants its answer. */
const ENDS_QUESTION = /\?["'”’)\]]*$/u;

function markOf(ear: OpenEar): RegExp {
  return ear.endsAtSentence ? ENDS_SENTENCE : ENDS_QUESTION;
}

/** Cuts a stretch of speech after each segment that ends something. */
function cut(run: readonly Segment[], ear: OpenEar): Segment[][] {
  const pieces: Segment[][] = [];
  let piece: Segment[] = [];
  for (const segment of run) {
    if (piece.length === 0) pieces.push(piece);
    piece.push(segment);
    if (markOf(ear).test(segment.text)) piece = [];
  }
  return pieces;
}

function covers(known: Known, { startS, endS }: Segment): boolean {
  const middleS = (startS + endS) / 2;
  return middleS >= known.start_s && middleS <= known.end_s;
}

function spanOf(segments: readonly Segment[]): { startS: number; endS: number } {
  return {
    startS: Math.min(...segments.map(({ startS }) => startS)),
    endS: Math.max(...segments.map(({ endS }) => endS)),
  };
}
