import type { Segment } from './segment.ts';
import { createSpeechWindow, type SpeechWindow, segmentAt, splitAtSilence } from './speech-window.ts';
import { findWakeWords } from './wake-word.ts';

/** A pause longer than this ends an utterance, and parts a "hey" from its "Omi". */
const MAX_PAUSE_S = 2;
/** After a wake word alone, the question may begin this much later. */
const MAX_PAUSE_AFTER_WAKE_S = 5;
/** A sentence mark at the end, perhaps inside closing quotes or brackets. */
const ENDS_SENTENCE = /[.?!…]["'”’)\]]*$/u;

/** Something that was asked of Omi by its wake word. */
export interface SpokenQuestion {
  /** The same for the same wake word however often and in whatever order its segments arrive: the segment's key and a number in it. */
  id: string;
  /** What was said after the wake word; empty while there is only the wake word. */
  text: string;
  /** Whether the speaker ended the sentence; otherwise more of it may come. */
  hasEnded: boolean;
  /** The segments from the wake word to the last word. */
  segmentKeys: string[];
}

/**
 * Finds the questions that follow a wake word, in the order of speech.
 * @param segments of one voice session, in any order
 */
export function findQuestions(segments: readonly Segment[]): SpokenQuestion[] {
  const runs = splitAtSilence(segments, MAX_PAUSE_S);
  const questions: SpokenQuestion[] = [];
  for (let i = 0; i < runs.length; i++) {
    let run = runs[i] ?? [];
    for (let next = runs[i + 1]; next && endsWithWakeWord(run) && isSoonAfter(run, next); next = runs[i + 1]) {
      run = [...run, ...next];
      i += 1;
    }
    questions.push(...readRun(createSpeechWindow(run)));
  }
  return questions;
}

function readRun(window: SpeechWindow): SpokenQuestion[] {
  const wakes = findWakeWords(window.text);
  const ordinals = new Map<string, number>();
  return wakes.map((wake, i) => {
    const end = wakes[i + 1]?.start ?? window.text.length;
    const text = window.text
      .slice(wake.end, end)
      .replace(/^[\s\p{P}]+/u, '')
      .trim();
    const key = segmentAt(window, wake.nameStart)?.key ?? '';
    const ordinal = ordinals.get(key) ?? 0;
    ordinals.set(key, ordinal + 1);
    const segmentKeys = window.segments
      .filter((segment, index) => overlaps(segment, window.offsets[index] ?? 0, wake.start, end))
      .map((segment) => segment.key);
    const hasEnded = text !== '' && (i + 1 < wakes.length || ENDS_SENTENCE.test(text));
    return { id: `${key}#${ordinal}`, text, hasEnded, segmentKeys };
  });
}

function overlaps(segment: Segment, offset: number, start: number, end: number): boolean {
  return offset < end && offset + segment.text.length > start;
}

function endsWithWakeWord(run: readonly Segment[]): boolean {
  const { text } = createSpeechWindow(run);
  const last = findWakeWords(text).at(-1);
  return last !== undefined && !/[\p{L}\p{N}]/u.test(text.slice(last.end));
}

function isSoonAfter(run: readonly Segment[], next: readonly Segment[]): boolean {
  const heardUntilS = Math.max(...run.map(({ endS }) => endS));
  return (next[0]?.startS ?? Number.POSITIVE_INFINITY) - heardUntilS <= MAX_PAUSE_AFTER_WAKE_S;
}
