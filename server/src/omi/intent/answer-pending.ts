import type { Command } from './command.ts';
import type { Language } from './compile-grammar.ts';
import type { Moment } from './find-due.ts';
import { dropPoliteness } from './match-command.ts';
import { matchPhrase } from './match-phrase.ts';
import type { PendingQuestion } from './pending-question.ts';
import { readCommand } from './read-command.ts';
import { readTokens, type Token } from './read-tokens.ts';

/** Reads speech as the answer to a pending question; undefined where it is none, and so leaves the question. */
export function answerPending(
  pending: PendingQuestion,
  text: string,
  language: Language,
  moment: Moment,
): Command | undefined {
  const spoken = dropPoliteness(readTokens(text, language.spellings), language);
  const isNo = says(spoken, language.answers.no);
  switch (pending.question) {
    case 'yes_no':
      return isNo ? { intent: 'no' } : says(spoken, language.answers.yes) ? { intent: 'yes' } : undefined;
    case 'which_window': {
      const slot = readChoice(spoken, language, 5);
      if (slot !== undefined) return { intent: pending.intent, slot };
      break;
    }
    case 'which_one': {
      const number = readChoice(spoken, language, pending.choices.length);
      if (number !== undefined) return { intent: 'choose', number };
      break;
    }
    case 'what': {
      const completed = isNo ? undefined : complete(pending.about, text, spoken, language, moment);
      if (completed) return completed;
    }
  }
  return isNo ? { intent: 'cancel' } : undefined;
}

function says(spoken: readonly Token[], phrases: Language['answers']['yes']): boolean {
  return phrases.some((phrase) => matchPhrase(phrase, spoken));
}

/** A number from 1 to `count`. */
function readChoice(spoken: readonly Token[], { answers }: Language, count: number): number | undefined {
  if (says(spoken, answers.last)) return count;
  for (const phrase of answers.choice) {
    const slot = matchPhrase(phrase, spoken)?.get('number');
    if (slot && 'value' in slot && typeof slot.value === 'number' && slot.value <= count) return slot.value;
  }
  return undefined;
}

type What = Extract<PendingQuestion, { question: 'what' }>;

/** Reads the words as if the command had begun with them right away, unless they are a command or a question of their own. */
function complete(
  about: What['about'],
  text: string,
  spoken: readonly Token[],
  language: Language,
  moment: Moment,
): Command | undefined {
  const isQuestion = text.endsWith('?') || language.questionWords.has(spoken[0]?.word ?? '');
  if (isQuestion) return undefined;
  // The spaces are few words, some of which are commands too ("tasks"); anything else could be the words of a task or of a memory.
  if (about !== 'switch_space' && readCommand(text, language, moment)) return undefined;
  const command = readCommand(`${language.openings[about]} ${text}`, language, moment);
  return command?.intent === about ? command : undefined;
}
