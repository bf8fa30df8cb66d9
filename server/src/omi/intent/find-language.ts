import { compileGrammar, type Language } from './compile-grammar.ts';
import { german } from './grammar/de.ts';
import { english } from './grammar/en.ts';

const ENGLISH = compileGrammar(english);
const LANGUAGES = new Map([
  ['en', ENGLISH],
  ['de', compileGrammar(german)],
]);

/** The language of a tag like `de` or `de-AT`; English where there is no grammar. */
export function findLanguage(tag: string): Language {
  return LANGUAGES.get(tag.split('-')[0] ?? '') ?? ENGLISH;
}
