import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { CATALOGUE } from './catalogue.ts';
import { installPluralRules } from './install-plural-rules.ts';

export type Language = keyof typeof CATALOGUE;

/** The words of the app, in the language that is active. */
export const i18n = setupI18n();

/** Shows the app in the first of these languages that it speaks, else in English. @param tags as the device wishes them: `de-AT` */
export function speak(tags: readonly string[]): void {
  installPluralRules();
  i18n.setMessagesCompiler(compileMessage);
  const language = tags.map(languageOf).find((one) => one !== undefined) ?? 'en';
  i18n.loadAndActivate({ locale: language, messages: CATALOGUE[language] });
}

/** `de-AT` is German; undefined for a language the app does not speak. */
export function languageOf(tag: string): Language | undefined {
  const name = tag.toLowerCase().split('-')[0];
  return name === 'en' || name === 'de' ? name : undefined;
}
