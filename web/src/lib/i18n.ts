import { type Messages, setupI18n } from '@lingui/core';
import { storage } from './storage.ts';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A part of the page whose words are fetched with it. `common` is there from the start. */
export type Area = 'common' | 'chat' | 'auth' | 'voice' | 'context' | 'settings' | 'console';

/** The words of the page, in the language that is active. */
export const i18n = setupI18n();

const catalogues = import.meta.glob<{ default: Messages }>([
  '../message/*/*.json',
  // The service worker's, which must be one file.
  '!../message/*/push.json',
  // Of `server-sentence.ts`.
  '!../message/*/server.json',
]);
const areas = new Set<Area>();

/** Fetches the words of a part before it is shown. Asking again costs nothing. */
export async function loadArea(area: Area): Promise<void> {
  if (areas.has(area)) return;
  areas.add(area);
  await load(languageOf(i18n.locale) ?? preferredLanguage(), [area]);
}

/** Shows the page in a language. */
export async function speak(language: Language): Promise<void> {
  await load(language, [...areas]);
  i18n.activate(language);
}

/** Shows the page in another language, and remembers it on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  storage.write('language', language);
  await speak(language);
}

/** What was chosen on this device, else what the browser asks for, else English. */
export function preferredLanguage(): Language {
  const wishes = [storage.read('language') ?? '', ...navigator.languages];
  return wishes.map(languageOf).find((language) => language !== undefined) ?? 'en';
}

/** `de-AT` is German; undefined for a language the page does not speak. */
export function languageOf(tag: string): Language | undefined {
  return LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
}

async function load(language: Language, wanted: readonly Area[]): Promise<void> {
  const loaded = await Promise.all(wanted.map((area) => catalogues[`../message/${language}/${area}.json`]?.()));
  for (const catalogue of loaded) if (catalogue) i18n.load(language, catalogue.default);
}
