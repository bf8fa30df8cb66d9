import { expect, test } from 'vitest';
import { ratePassword } from './password-strength.ts';

const ada = ['ada@example.org', 'Ada Lovelace'];

test.each([
  ['', 0],
  ['short', 1],
  ['aaaaaaaaaaaaaaaa', 1],
  ['1234567890123', 1],
  ['password2026!', 1],
  ['lovelace1815', 1],
  ['tulip-fjord7', 2],
  ['correct horse battery', 3],
])('rates “%s” as %i', (password, level) => {
  expect(ratePassword(password, ada, (id) => id).level).toBe(level);
});
