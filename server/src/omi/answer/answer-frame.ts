import type { Preferences } from '../../context/preference.ts';
import type { Space } from '../../context/space.ts';
import { localeOf } from '../../kit/locale.ts';
import { findCommandText } from '../command/reply/find-command-text.ts';
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

/**
 * An answer as it is told: between the header and the footer that its person chose ("14:05 · Window 2 · tasks"), cut at a sentence so that
 * all of it has at most 1,000 characters.
 */
export function frameAnswer(answer: string, frame: AnswerFrame): string {
  const { answer_header, answer_footer, language } = frame.preferences;
  const header = describePlace(answer_header, frame);
  const footer = describePlace(answer_footer, frame);
  const around = [header, footer].reduce((sum, line) => sum + (line === '' ? 0 : line.length + 1), 0);
  const text = shortenAnswer(answer, findCommandText(language).more, MAX_PUSH_CHARS - around);
  return [header, text, footer].filter((line) => line !== '').join('\n');
}

/** A text as it is pushed. @param language a person's, for what a cut text ends with */
export function fitPush(text: string, language: string): string {
  return shortenAnswer(text, findCommandText(language).more);
}

function describePlace(parts: Preferences['answer_header'], { preferences, at, space, slot }: AnswerFrame): string {
  const { language, time_zone } = preferences;
  const words = findCommandText(language);
  const names = {
    time: formatTime(at, language, time_zone),
    space: words.space[space],
    window: slot && `${words.window} ${slot}`,
  };
  return [...new Set(parts)].flatMap((part) => names[part] ?? []).join(' · ');
}

function formatTime(at: number, language: string, timeZone: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
}
