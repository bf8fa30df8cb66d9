import type { Text } from './use-text.ts';

const MIN_PASSWORD_LENGTH = 8;

export interface PasswordStrength {
  /** 0 nothing yet, 1 too short or guessable, 2 fair, 3 good. */
  level: 0 | 1 | 2 | 3;
  advice: string;
}

/**
 * How a password fares against guessing. Length counts most; a password of few different characters, in a row or holding the
 * person's own name counts as guessable however long it is.
 * @param personal the person's e-mail address and name
 */
export function ratePassword(password: string, personal: readonly string[], t: Text): PasswordStrength {
  if (password === '') return { level: 0, advice: t('common.passwordEmpty', { length: MIN_PASSWORD_LENGTH }) };
  const missing = MIN_PASSWORD_LENGTH - password.length;
  if (missing > 0) return { level: 1, advice: t('common.passwordShort', { missing }) };
  if (isGuessable(password, personal)) return { level: 1, advice: t('common.passwordGuessable') };
  if (password.length < 14) return { level: 2, advice: t('common.passwordFair') };
  return { level: 3, advice: t('common.passwordStrong') };
}

function isGuessable(password: string, personal: readonly string[]): boolean {
  const lower = password.toLowerCase();
  const isPersonal = personal
    .flatMap((entry) => entry.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .some((word) => word.length >= 4 && lower.includes(word) && lower.length - word.length < 8);
  return isPersonal || new Set(lower).size < 6 || /^(password|qwertyui|12345678|abcdefgh|letmein)/.test(lower);
}
