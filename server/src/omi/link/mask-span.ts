import type { Segment } from '../intake/segment.ts';
import type { SpeechWindow } from '../speech/speech-window.ts';

/**
 * Replaces a stretch of a window's text by `mask`, in every segment it runs through.
 * @param span offsets in the window's text, in UTF-16 units
 * @returns only the segments that changed
 */
export function maskSpan(window: SpeechWindow, span: { start: number; end: number }, mask: string): Segment[] {
  return window.segments.flatMap((segment, index) => {
    const offset = window.offsets[index] ?? 0;
    const from = Math.max(0, span.start - offset);
    const to = Math.min(segment.text.length, span.end - offset);
    if (from >= to) return [];
    return [{ ...segment, text: segment.text.slice(0, from) + mask + segment.text.slice(to) }];
  });
}
