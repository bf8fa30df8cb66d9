import { answerPending } from './answer-pending.ts';
import type { Command } from './command.ts';
import type { Language } from './compile-grammar.ts';
import { findDue, type Moment } from './find-due.ts';
import { findLanguage } from './find-language.ts';
import { matchCommand } from './match-command.ts';
import type { PendingQuestion } from './pending-question.ts';
import { readTokens, type Token } from './read-tokens.ts';

/** What the meaning of a sentence depends on beside its words. */
export interface SpeechContext extends Moment {
  /** A tag like `en` or `de-AT`. */
  language: string;
  pending: PendingQuestion | null;
}

/**
 * Reads what was said to the device, after the wake word, as a command. Times in it become the future (see `readDueTime`).
 * @param text as speech recognition wrote it
 * @returns undefined when it is a question for the model
 */
export function parseCommand(text: string, context: SpeechContext): Command | undefined {
  const language = findLanguage(context.language);
  const tokens = readTokens(text, language.spellings);
  const command = readCommand(text, tokens, language, context);
  return context.pending
    ? answerPending(context.pending, { text, tokens, language, command, moment: context })
    : command;
}

function readCommand(text: string, tokens: readonly Token[], language: Language, moment: Moment): Command | undefined {
  const whole = matchCommand(text, tokens, language);
  if (whole && whole.command.intent !== 'add_task') return whole.command;
  const due = findDue(tokens, language.due, moment);
  const rest = due && matchCommand(text, due.rest, language);
  if (due && rest?.command.intent === 'add_task') return { ...rest.command, due_at: due.due_at };
  return whole?.needsDue === false ? whole.command : undefined;
}
