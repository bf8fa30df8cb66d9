import { z } from 'zod';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import { isPlainText, PLAIN_TEXT } from '../kit/text.ts';

const { emailMaxLength, passwordMinLength, passwordMaxLength, displayNameMaxLength } = ACCOUNT_LIMITS;

/** Looser than RFC 5322: `admin@localhost` is an address at home, and whether mail arrives no pattern can tell. */
export const emailSchema = z
  .string()
  .trim()
  .max(emailMaxLength)
  .regex(/^[^\s@\0]+@[^\s@\0]+$/, 'must be an e-mail address');

/** A password that somebody claims to be theirs. */
export const passwordSchema = z.string().max(passwordMaxLength);

/** A password that somebody chooses. */
export const newPasswordSchema = z.string().min(passwordMinLength).max(passwordMaxLength);

/** Six digits of an authenticator app, as typed. */
export const totpCodeSchema = z.string().max(20).describe('Six digits; spaces do not count');

export const recoveryCodeSchema = z.string().max(100).describe('One of the recovery codes, however it is typed');

export const displayNameSchema = z.string().trim().min(1).max(displayNameMaxLength).refine(isPlainText, PLAIN_TEXT);
