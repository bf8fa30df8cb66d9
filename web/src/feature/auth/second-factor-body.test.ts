import { expect, it } from 'vitest';
import { toSecondFactorBody } from './second-factor-body.ts';

it.each([
  ['', {}],
  ['123456', { totp_code: '123456' }],
  [' 123 456 ', { totp_code: '123 456' }],
  ['1234567', { recovery_code: '1234567' }],
  ['abcd-efgh-2345-mnop', { recovery_code: 'abcd-efgh-2345-mnop' }],
])('sends "%s" as what it is', (typed, body) => {
  expect(toSecondFactorBody(typed)).toEqual(body);
});
