import type { PersonContext } from '../../context/preference.ts';
import type { OmiLinkRow } from '../../store/omi-link-reader.ts';
import type { VoiceSessionRow } from '../../store/voice-session-reader.ts';
import { type PendingQuestion, pendingQuestionSchema } from '../intent/pending-question.ts';
import type { HeardLink } from './heard-link.ts';

/** Who speaks, in which session, and what they were asked back before. */
export interface Speaker {
  link: HeardLink;
  session: VoiceSessionRow;
  person: PersonContext;
  pending: Pending | null;
}

/** What a spoken command asked back, and until when it waits for the answer. */
export interface Pending {
  question: PendingQuestion;
  expiresAt: number;
}

/** Reads what is kept of a pending command; null when there is none or its time is up. */
export function readPending(
  link: Pick<OmiLinkRow, 'pending_command' | 'pending_command_expires_at'>,
  now: number,
): Pending | null {
  const { pending_command: command, pending_command_expires_at: expiresAt } = link;
  if (command === null || expiresAt === null || expiresAt <= now) return null;
  const question = pendingQuestionSchema.safeParse(JSON.parse(command)).data;
  return question ? { question, expiresAt } : null;
}
