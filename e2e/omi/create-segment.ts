import type { OmiSegment } from './deliver.ts';

interface Spoken {
  id: string;
  text: string;
  /** Seconds from the start of the conversation. */
  startS: number;
  endS: number;
  isUser: boolean;
}

/** A segment as Omi sends it: the user has one speaker's label, everybody else another one. */
export function createSegment({ id, text, startS, endS, isUser }: Spoken): OmiSegment {
  return {
    id,
    text,
    speaker: isUser ? 'SPEAKER_00' : 'SPEAKER_01',
    speaker_id: isUser ? 0 : 1,
    is_user: isUser,
    person_id: null,
    start: round(startS),
    end: round(endS),
    translations: [],
    speech_profile_processed: true,
    stt_provider: 'deepgram',
  };
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
