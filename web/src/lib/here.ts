import { i18n } from './i18n.ts';

/** Where the page is shown, for an account that begins on this device. */
export function here(): { time_zone: string; language: string } {
  return { time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone, language: i18n.locale };
}
