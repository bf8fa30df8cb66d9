import { type Command, commandSchema } from './command.ts';
import type { Language } from './compile-grammar.ts';
import { findDue, type Moment } from './find-due.ts';
import { dropPoliteness } from './match-command.ts';
import { matchPhrase } from './match-phrase.ts';
import type { PendingQuestion } from './pending-question.ts';
import { spokenText, type Token } from './read-tokens.ts';

/** What was said, as far as it is understood without the question that is pending. */
export interface Speech {
  text: string;
  tokens: readonly Token[];
  language: Language;
  /** The command that it is by itself. */
  command: Command | undefined;
  moment: Moment;
}

type Answers = keyof Language['answers'];

/** Reads speech as the answer to a pending question, or else as what it is by itself. */
export function answerPending(pending: PendingQuestion, speech: Speech): Command | undefined {
  const spoken = dropPoliteness(speech.tokens, speech.language);
  return readAnswer(pending, spoken, speech) ?? speech.command;
}

function readAnswer(pending: PendingQuestion, spoken: readonly Token[], speech: Speech): Command | undefined {
  const says = (answers: Answers) => speech.language.answers[answers].some((phrase) => matchPhrase(phrase, spoken));
  switch (pending.question) {
    case 'yes_no':
      return says('yes') ? { intent: 'yes' } : says('no') ? { intent: 'no' } : undefined;
    case 'which_window': {
      const slot = says('last') ? 5 : readChoice(spoken, speech.language);
      if (slot !== undefined && slot <= 5) return { intent: pending.intent, slot };
      return says('no') ? { intent: 'cancel' } : undefined;
    }
    case 'which_one': {
      const count = pending.choices.length;
      const number = says('last') ? count : readChoice(spoken, speech.language);
      if (number !== undefined && number <= count) return { intent: 'choose', number };
      return says('no') ? { intent: 'cancel' } : undefined;
    }
    case 'what':
      return says('no') ? { intent: 'cancel' } : readWhat(pending.about, spoken, speech);
  }
}

function readChoice(spoken: readonly Token[], language: Language): number | undefined {
  for (const phrase of language.answers.choice) {
    const slot = matchPhrase(phrase, spoken)?.get('number');
    if (slot && 'value' in slot && typeof slot.value === 'number') return slot.value;
  }
  return undefined;
}

/** The words that complete a command; another command or a question leaves it. */
function readWhat(
  about: Extract<PendingQuestion, { question: 'what' }>['about'],
  spoken: readonly Token[],
  { text, language, command, moment }: Speech,
): Command | undefined {
  if (about === 'switch_space') return readSpace(spoken, language);
  if (command || spoken.length === 0 || isQuestion(text, spoken, language)) return undefined;
  if (about === 'add_task') {
    const due = findDue(spoken, language.due, moment);
    const title = spokenText(text, due && due.rest.length > 0 ? due.rest : spoken);
    return accept({ intent: about, title, due_at: due && due.rest.length > 0 ? due.due_at : null });
  }
  const said = spokenText(text, spoken);
  return accept(about === 'complete_task' ? { intent: about, title: said } : { intent: about, text: said });
}

function readSpace(spoken: readonly Token[], language: Language): Command | undefined {
  for (const phrase of language.answers.space) {
    const slot = matchPhrase(phrase, spoken)?.get('space');
    if (slot && 'value' in slot) return accept({ intent: 'switch_space', space: slot.value });
  }
  return undefined;
}

function isQuestion(text: string, spoken: readonly Token[], language: Language): boolean {
  return text.trim().endsWith('?') || language.questionWords.has(spoken[0]?.word ?? '');
}

function accept(command: unknown): Command | undefined {
  return commandSchema.safeParse(command).data;
}
