import { useLingui } from '@lingui/react';

/** The language that is shown, as a tag. */
export function useLocale(): string {
  return useLingui().i18n.locale;
}
