import type { CommandText } from './command-text.ts';
import { de } from './de.ts';
import { en } from './en.ts';

const LANGUAGES: Readonly<Record<string, CommandText>> = { en, de };

/** @param language like `en` or `de-AT`; English for one that nobody has written yet */
export function findCommandText(language: string): CommandText {
  return LANGUAGES[language.slice(0, 2)] ?? en;
}
