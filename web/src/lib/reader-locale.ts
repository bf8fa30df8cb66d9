import { i18n, languageOf } from './i18n.ts';

/** How dates and numbers are written: as the browser asks for them in the language of the page (`en-GB`), else as that language does. */
export function readerLocale(): string {
  return navigator.languages.find((tag) => languageOf(tag) === i18n.locale) ?? i18n.locale;
}
