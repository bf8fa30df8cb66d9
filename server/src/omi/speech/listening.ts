import type { Preferences } from '../../context/preference.ts';
import type { UtteranceTrigger } from '../../store/table/omi-table.ts';
import type { VoiceSessionRow } from '../../store/voice-session-reader.ts';
import type { Pending } from './speaker.ts';

/** A stretch of a session in which speech needs no wake word. */
export interface OpenEar {
  trigger: Exclude<UtteranceTrigger, 'wake_word'>;
  /** Where in the session it begins and ends, in seconds; what begins in it counts. */
  fromS: number;
  toS: number;
  /** Whether the first sentence is all that counts; otherwise everything up to the next silence does. */
  endsAtSentence: boolean;
  /** Whether only an answer to the question that is pending counts. */
  onlyAnswers: boolean;
}

/** What of a session's speech is meant for the assistant. */
export interface Listening {
  /** The person's own, beside "Hey Omi". */
  ownWakeWords: readonly string[];
  openEars: readonly OpenEar[];
}

/** How long a spoken command that asked back waits for its answer. */
export const PENDING_MS = 30_000;

/** Who answers quickly may seem to speak before the question was put: the session's clock is known to some seconds only. */
const EARLY_S = 5;

/**
 * Says what is listened to in a session. Windows of time are in the session's own seconds, because speech arrives late by seconds to
 * minutes. While a meeting is collected only the wake word counts.
 */
export function listeningOf(
  session: Pick<VoiceSessionRow, 'began_at' | 'answered_at' | 'started_at'>,
  preferences: Preferences,
  pending: Pending | null,
): Listening {
  const { listen_mode: mode, wake_words: ownWakeWords } = preferences;
  if (preferences.meeting_transcribe) return { ownWakeWords, openEars: [] };
  if (mode === 'ALWAYS') return { ownWakeWords, openEars: [ALWAYS] };

  const toS = (at: number) => (at - (session.began_at ?? session.started_at)) / 1_000;
  const openEars: OpenEar[] = [];
  if (mode === 'FOLLOWUP' && session.answered_at !== null) {
    const fromS = toS(session.answered_at);
    const toEndS = fromS + preferences.followup_window_ms / 1_000;
    openEars.push({ trigger: 'follow_up', fromS, toS: toEndS, endsAtSentence: true, onlyAnswers: false });
  }
  if (pending) {
    const endS = toS(pending.expiresAt);
    const fromS = endS - PENDING_MS / 1_000 - EARLY_S;
    openEars.push({ trigger: 'follow_up', fromS, toS: endS, endsAtSentence: true, onlyAnswers: true });
  }
  return { ownWakeWords, openEars };
}

const ALWAYS: OpenEar = {
  trigger: 'always',
  fromS: Number.NEGATIVE_INFINITY,
  toS: Number.POSITIVE_INFINITY,
  endsAtSentence: false,
  onlyAnswers: false,
};
