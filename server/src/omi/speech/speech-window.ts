import type { Segment } from '../intake/segment.ts';

/** Neighbouring segments as one text, so that what is split over two of them can be found. */
export interface SpeechWindow {
  readonly segments: readonly Segment[];
  /** The texts of the segments, a space between each two. */
  readonly text: string;
  /** For each segment, where it begins in `text`, in UTF-16 units. */
  readonly offsets: readonly number[];
}

/** @param segments in the order of speech */
export function createSpeechWindow(segments: readonly Segment[]): SpeechWindow {
  const offsets: number[] = [];
  let text = '';
  for (const segment of segments) {
    if (offsets.length > 0) text += ' ';
    offsets.push(text.length);
    text += segment.text;
  }
  return { segments, text, offsets };
}

/** The segment in which the character at `offset` of the window's text was said. */
export function segmentAt(window: SpeechWindow, offset: number): Segment | undefined {
  return window.segments[window.offsets.findLastIndex((start) => start <= offset)];
}

/**
 * Orders segments by the time of speech and cuts them where nobody spoke for longer than `maxGapS`. Ties are broken by key, so the
 * order does not depend on the arrival.
 */
export function splitAtSilence(segments: readonly Segment[], maxGapS: number): Segment[][] {
  const ordered = [...segments].sort((a, b) => a.startS - b.startS || a.endS - b.endS || (a.key < b.key ? -1 : 1));
  const runs: Segment[][] = [];
  let heardUntilS = Number.NEGATIVE_INFINITY;
  for (const segment of ordered) {
    const run = runs.at(-1);
    if (run && segment.startS - heardUntilS <= maxGapS) run.push(segment);
    else runs.push([segment]);
    heardUntilS = Math.max(heardUntilS, segment.endS);
  }
  return runs;
}
