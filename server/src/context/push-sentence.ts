import type { Push } from './push-payload.ts';

type Sentences = Readonly<Record<Push['kind'], string>>;

const ENGLISH: Sentences = {
  answer: 'Your answer is ready',
  follow_up: 'A reminder for you',
  task_due: 'A task is due',
  news: 'There is news for you',
};

const GERMAN: Sentences = {
  answer: 'Deine Antwort ist da',
  follow_up: 'Eine Erinnerung für dich',
  task_due: 'Eine Aufgabe ist fällig',
  news: 'Es gibt Neues für dich',
};

/** What a phone shows of a push: the same for everything of its kind. @param language a tag like de or de-AT; English for all but German */
export function pushSentence(kind: Push['kind'], language: string): string {
  const isGerman = /^de(-|$)/i.test(language);
  return (isGerman ? GERMAN : ENGLISH)[kind];
}
