import { createHash } from 'node:crypto';
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
    const end = round(start + Math.max(0.3, text.split(/\s+/).length / WORDS_PER_SECOND));
    const segment = createSegment(text, round(start), end, options.isUser ?? true);
    start = end + (options.gapS ?? 0.4);
    return [segment];
  });
}

function createSegment(text: string, start: number, end: number, isUser: boolean): OmiSegment {
  const digest = createHash('sha256').update(`${start}:${text}`).digest('hex');
  return {
    id: `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`,
    text,
    speaker: 'SPEAKER_00',
    speaker_id: 0,
    is_user: isUser,
    person_id: null,
    start,
    end,
    translations: [],
    speech_profile_processed: true,
    stt_provider: 'deepgram',
  };
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
