import { createHash } from 'node:crypto';
import { createSegment } from './create-segment.ts';
import type { OmiSegment } from './deliver.ts';

const WORDS_PER_SECOND = 2.5;

interface SpeakOptions {
  /** Seconds from the start of the conversation at which the first word falls. */
  startS?: number;
  /** Silence between two deliveries, in seconds. */
  gapS?: number;
  isUser?: boolean;
}

/**
 * What Omi sends while a person says something: one delivery of one segment for each piece between bars, timed like speech.
 * `speak('and hey | Omi, what is on my list?')` is a wake phrase split over two deliveries. The same words at the same time get the
 * same ids, so that a repeated call is a repeated delivery.
 */
export function speak(script: string, options: SpeakOptions = {}): OmiSegment[][] {
  let start = options.startS ?? 0;
  return script.split('|').map((piece) => {
    const text = piece.trim();
    const startS = round(start);
    const endS = round(start + Math.max(0.3, text.split(/\s+/).length / WORDS_PER_SECOND));
    start = endS + (options.gapS ?? 0.4);
    return [createSegment({ id: fingerprint(startS, text), text, startS, endS, isUser: options.isUser ?? true })];
  });
}

function fingerprint(startS: number, text: string): string {
  const digest = createHash('sha256').update(`${startS}:${text}`).digest('hex');
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
