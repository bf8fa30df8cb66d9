import { getLocales } from 'expo-localization';
import { Appearance } from 'react-native';
import { createStore } from 'zustand/vanilla';
import { type Language, speak } from './i18n.ts';
import { storage } from './storage.ts';

export type Theme = 'system' | 'light' | 'dark';

interface Look {
  theme: Theme;
  /** Null for the language of the device. */
  language: Language | null;
}

const KEY = 'omniai.look';

/** How the app looks and speaks on this phone. */
export const look = createStore<Look>(() => ({ theme: 'system', language: null }));

export async function openLook(): Promise<void> {
  const [theme, language] = ((await storage.read(KEY)) ?? '').split('\n');
  show({
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    language: language === 'en' || language === 'de' ? language : null,
  });
}

export function chooseLook(change: Partial<Look>): void {
  const chosen = { ...look.getState(), ...change };
  show(chosen);
  // As at first at the next start where it cannot be kept.
  void storage.write(KEY, `${chosen.theme}\n${chosen.language ?? ''}`).catch(() => undefined);
}

function show(chosen: Look): void {
  look.setState(chosen, true);
  const wished = chosen.language === null ? [] : [chosen.language];
  speak([...wished, ...getLocales().map(({ languageTag }) => languageTag)]);
  // So that the keyboard and what the system itself shows follow; a page has neither.
  if ('setColorScheme' in Appearance)
    Appearance.setColorScheme(chosen.theme === 'system' ? 'unspecified' : chosen.theme);
}
