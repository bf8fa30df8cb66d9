import type { Command } from './command.ts';
import type { Language } from './compile-grammar.ts';
import { findDue, type Moment } from './find-due.ts';
import { matchCommand } from './match-command.ts';
import { readTokens } from './read-tokens.ts';

/** Reads a sentence by itself: the command that it is as a whole, or a task with the time at which it is due. */
export function readCommand(text: string, language: Language, moment: Moment): Command | undefined {
  const tokens = readTokens(text, language.spellings);
  const whole = matchCommand(text, tokens, language, false);
  if (whole && whole.intent !== 'add_task') return whole;
  const due = findDue(tokens, language.due, moment);
  const timed = due && matchCommand(text, due.rest, language, true);
  if (timed?.intent === 'add_task') return { ...timed, due_at: due?.due_at ?? null };
  return whole ?? (timed?.intent === 'incomplete' ? timed : undefined);
}
