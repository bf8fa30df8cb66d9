import { answerPending } from './answer-pending.ts';
import type { Command } from './command.ts';
import type { Moment } from './find-due.ts';
import { findLanguage } from './find-language.ts';
import type { PendingQuestion } from './pending-question.ts';
import { readCommands } from './read-commands.ts';

/** What the meaning of a sentence depends on beside its words. */
export interface SpeechContext extends Moment {
  /** A tag like `en` or `de-AT`. */
  language: string;
  pending: PendingQuestion | null;
}

/** UTF-16 units; a memory, the longest command, has 4,000. What takes longer to say is for the model. */
const MAX_UNITS = 5_000;

/**
 * Reads what was said to the device, after the wake word, as commands. Times in it become the future (see `readDueTime`).
 * @param speech as speech recognition wrote it
 * @returns one, or several that were said in one breath; none when it is a question for the model
 */
export function parseCommands(speech: string, context: SpeechContext): Command[] {
  if (speech.length > MAX_UNITS) return [];
  const text = dropLastQuestion(speech.trim());
  const language = findLanguage(context.language);
  const answer = context.pending && answerPending(context.pending, text, language, context);
  return answer ? [answer] : readCommands(text, language, context);
}

/** "Remind me to call Anna. What time is it?" is about the reminder, whose title does not go on with the question. */
function dropLastQuestion(text: string): string {
  return /^(.*?[.!])\s+\p{Lu}[^.!?]*\?$/su.exec(text)?.[1] ?? text;
}
