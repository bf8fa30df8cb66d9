import { expect, it } from 'vitest';
import { toAddressSubject } from './attempt-limit.ts';

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::'],
  ['2001:db8:1:2:bbbb::9', '2001:db8:1:2::'],
  ['not an address', 'not an address'],
])('counts %s as %s', (ip, subject) => {
  expect(toAddressSubject(ip)).toBe(subject);
});
