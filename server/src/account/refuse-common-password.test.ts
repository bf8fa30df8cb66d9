import { expect, it } from 'vitest';
import { refuseCommonPassword } from './refuse-common-password.ts';

const check = (password: string) => refuseCommonPassword(password, 'Ada.Lovelace@example.org', 'new_password');

it.each(['password', 'PassWord1', '12345678', 'qwertyuiop', 'iloveyou', 'ada.lovelace', 'ada.lovelace@example.org'])(
  'refuses %s',
  async (password) => {
    await expect(check(password)).rejects.toMatchObject({
      code: 'E1001',
      details: [{ field: 'body.new_password' }],
    });
  },
);

it.each(['correct horse battery', 'ada.lovelace!', 'xK7#mw-Q', 'пароль и ключ'])('takes %s', async (password) => {
  await expect(check(password)).resolves.toBeUndefined();
});
