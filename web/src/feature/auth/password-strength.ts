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
export function ratePassword(password: string, personal: readonly string[]): PasswordStrength {
  if (password === '') return { level: 0, advice: `At least ${MIN_PASSWORD_LENGTH} characters. A sentence is best.` };
  const missing = MIN_PASSWORD_LENGTH - password.length;
  if (missing > 0) return { level: 1, advice: `${missing} more character${missing === 1 ? '' : 's'}.` };
  if (isGuessable(password, personal))
    return { level: 1, advice: 'Easy to guess. Try a few words that do not belong together.' };
  if (password.length < 14) return { level: 2, advice: 'Fair. A few more characters make it strong.' };
  return { level: 3, advice: 'Strong.' };
}

function isGuessable(password: string, personal: readonly string[]): boolean {
  const lower = password.toLowerCase();
  const isPersonal = personal
    .flatMap((entry) => entry.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .some((word) => word.length >= 4 && lower.includes(word) && lower.length - word.length < 8);
  return isPersonal || new Set(lower).size < 6 || /^(password|qwertyui|12345678|abcdefgh|letmein)/.test(lower);
}
