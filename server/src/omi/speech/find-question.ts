import type { Segment } from '../intake/segment.ts';
import { createSpeechWindow, type SpeechWindow, segmentAt, splitAtSilence } from './speech-window.ts';
import { findWakeWords } from './wake-word.ts';

/** A pause longer than this ends an utterance, and parts a "hey" from its "Omi". */
export const MAX_PAUSE_S = 2;
/** After a wake word alone, the question may begin this much later. */
const MAX_PAUSE_AFTER_WAKE_S = 5;
/** A sentence mark at the end, perhaps inside closing quotes or brackets. */
export const ENDS_SENTENCE = /[.?!…]["'”’)\]]*$/u;

/** Who waited after "Hey Omi" may begin with the name again. */
const NAME_AGAIN = /^(?:(?:hey |hi )?(?:omi|omie|omni))\s*[,.!]\s*/iu;

/** Something that was asked of Omi by its wake word. */
export interface SpokenQuestion {
  /** The same for the same wake word however often and in whatever order its segments arrive: the segment's key and a number in it. */
  id: string;
  /** As it was heard. */
  wakeWord: string;
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
 * @param own the person's own wake words, beside "Hey Omi"
 */
export function findQuestions(segments: readonly Segment[], own: readonly string[] = []): SpokenQuestion[] {
  const runs = splitAtSilence(segments, MAX_PAUSE_S);
  const questions: SpokenQuestion[] = [];
  for (let i = 0; i < runs.length; i++) {
    let run = runs[i] ?? [];
    for (let next = runs[i + 1]; next && endsWithWakeWord(run, own) && isSoonAfter(run, next); next = runs[i + 1]) {
      run = [...run, ...next];
      i += 1;
    }
    questions.push(...readRun(createSpeechWindow(run), own));
  }
  return questions;
}

function readRun(window: SpeechWindow, own: readonly string[]): SpokenQuestion[] {
  const wakes = findWakeWords(window.text, own);
  const ordinals = new Map<string, number>();
  return wakes.map((wake, i) => {
    const limit = wakes[i + 1]?.start ?? window.text.length;
    const end = findEnd(window, wake.end, limit) ?? limit;
    const text = readText(window, wake.end, end);
    const key = segmentAt(window, wake.nameStart)?.key ?? '';
    const ordinal = ordinals.get(key) ?? 0;
    ordinals.set(key, ordinal + 1);
    const segmentKeys = window.segments
      .filter((segment, index) => overlaps(segment, window.offsets[index] ?? 0, wake.start, end))
      .map((segment) => segment.key);
    const hasEnded = text !== '' && (i + 1 < wakes.length || ENDS_SENTENCE.test(text));
    return { id: `${key}#${ordinal}`, wakeWord: window.text.slice(wake.start, wake.end), text, hasEnded, segmentKeys };
  });
}

/**
 * Where the first segment ends whose end is the end of a sentence. What is said after it is no part of the question, even if it is there
 * already: the question must not depend on what arrived first.
 */
function findEnd(window: SpeechWindow, from: number, limit: number): number | undefined {
  for (const [index, segment] of window.segments.entries()) {
    const end = (window.offsets[index] ?? 0) + segment.text.length;
    if (end > from && end <= limit && ENDS_SENTENCE.test(readText(window, from, end))) return end;
  }
  return undefined;
}

function readText(window: SpeechWindow, from: number, to: number): string {
  return window.text
    .slice(from, to)
    .replace(/^[\s\p{P}]+/u, '')
    .replace(NAME_AGAIN, '')
    .trim();
}

function overlaps(segment: Segment, offset: number, start: number, end: number): boolean {
  return offset < end && offset + segment.text.length > start;
}

function endsWithWakeWord(run: readonly Segment[], own: readonly string[]): boolean {
  const { text } = createSpeechWindow(run);
  const last = findWakeWords(text, own).at(-1);
  return last !== undefined && !/[\p{L}\p{N}]/u.test(text.slice(last.end));
}

function isSoonAfter(run: readonly Segment[], next: readonly Segment[]): boolean {
  const heardUntilS = Math.max(...run.map(({ endS }) => endS));
  return (next[0]?.startS ?? Number.POSITIVE_INFINITY) - heardUntilS <= MAX_PAUSE_AFTER_WAKE_S;
}
