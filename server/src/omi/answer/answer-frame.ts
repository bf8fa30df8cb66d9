import type { Preferences } from '../../context/preference.ts';
import type { Space } from '../../context/space.ts';
import { MAX_PUSH_CHARS, shortenAnswer } from './shorten-answer.ts';

/** Where and when an answer was given, and how its person wants to hear of it. */
export interface AnswerFrame {
  preferences: Pick<Preferences, 'answer_header' | 'answer_footer' | 'time_zone' | 'language'>;
  /** Milliseconds since 1970. */
  at: number;
  space: Space;
  /** 1 to 5; null where the answer belongs to no window. */
  slot: number | null;
}

interface Words {
  window: string;
  more: string;
  spaces: Record<Space, string>;
}

/** By language; another language is another entry. */
const WORDS: Record<string, Words> & { en: Words } = {
  en: {
    window: 'Window',
    more: '… (more in the app)',
    spaces: {
      default: 'default',
      todos: 'todos',
      memories: 'memories',
      tasks: 'tasks',
      agent: 'agent',
      friends: 'friends',
      notifications: 'notifications',
    },
  },
  de: {
    window: 'Fenster',
    more: '… (mehr in der App)',
    spaces: {
      default: 'Standard',
      todos: 'To-dos',
      memories: 'Erinnerungen',
      tasks: 'Aufgaben',
      agent: 'Agent',
      friends: 'Freunde',
      notifications: 'Mitteilungen',
    },
  },
};

/** Of our replies Omi tells only what is longer than 5 characters. */
const MIN_REPLY_CHARS = 6;

/**
 * An answer as it is told: between the header and the footer that its person chose ("14:05 · Window 2 · tasks"), cut at a sentence so that
 * all of it has at most 1,000 characters, and long enough for Omi.
 */
export function frameAnswer(answer: string, frame: AnswerFrame): string {
  const { answer_header, answer_footer, language } = frame.preferences;
  const header = describePlace(answer_header, frame);
  const footer = describePlace(answer_footer, frame);
  const around = [header, footer].reduce((sum, line) => sum + (line === '' ? 0 : line.length + 1), 0);
  const text = shortenAnswer(answer, wordsOf(language).more, MAX_PUSH_CHARS - around);
  const told = [header, text, footer].filter((line) => line !== '').join('\n');
  return told.length < MIN_REPLY_CHARS ? told.padEnd(MIN_REPLY_CHARS + 1, ' .') : told;
}

/** A text as it is pushed. @param language a person's, for what a cut text ends with */
export function fitPush(text: string, language: string): string {
  return shortenAnswer(text, wordsOf(language).more);
}

function describePlace(parts: Preferences['answer_header'], { preferences, at, space, slot }: AnswerFrame): string {
  const { language, time_zone } = preferences;
  const words = wordsOf(language);
  const names = {
    time: formatTime(at, language, time_zone),
    space: words.spaces[space],
    window: slot && `${words.window} ${slot}`,
  };
  return [...new Set(parts)].flatMap((part) => names[part] ?? []).join(' · ');
}

function formatTime(at: number, language: string, timeZone: string): string {
  // English of no country in particular is told the time as most of the world writes it.
  const locale = language === 'en' ? 'en-GB' : language;
  return new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
}

function wordsOf(language: string): Words {
  return WORDS[language.slice(0, 2)] ?? WORDS.en;
}
