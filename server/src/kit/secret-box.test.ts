import { expect, it } from 'vitest';
import { createSecretBox } from './secret-box.ts';

const box = createSecretBox('a secret of the server');

it('gives back what was sealed, and never seals alike', () => {
  const [first, second] = [box.seal('JBSWY3DP', 'totp:u1'), box.seal('JBSWY3DP', 'totp:u1')];
  expect(first).not.toBe(second);
  expect(first).not.toContain('JBSWY3DP');
  expect([box.open(first, 'totp:u1'), box.open(second, 'totp:u1')]).toEqual(['JBSWY3DP', 'JBSWY3DP']);
});

it('opens nothing that was moved, changed, cut or sealed with another secret', () => {
  const sealed = box.seal('JBSWY3DP', 'totp:u1');
  const changed = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`;
  const elsewhere = createSecretBox('another secret').seal('JBSWY3DP', 'totp:u1');
  expect(() => box.open(sealed, 'totp:u2')).toThrow();
  for (const wrong of [changed, elsewhere, sealed.slice(0, 20), sealed.replace('v1', 'v2'), 'v1.', '']) {
    expect(() => box.open(wrong, 'totp:u1')).toThrow();
  }
});
