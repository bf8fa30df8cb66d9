import { randomBytes } from 'node:crypto';
import { hashSecret } from '../kit/id.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const CODES = 10;
const LETTERS = 16;

/** New codes of 80 bits each, in groups that can be copied by hand. */
export function createRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () => {
    const letters = Array.from(randomBytes(LETTERS), (byte) => ALPHABET[byte % ALPHABET.length]);
    return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
  });
}

/** The form in which a code is kept, however it is typed. */
export function hashRecoveryCode(code: string): string {
  return hashSecret(code.toLowerCase().replace(/[^a-z2-7]/g, ''));
}
