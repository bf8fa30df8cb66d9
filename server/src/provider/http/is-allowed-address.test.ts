import { describe, expect, test } from 'vitest';
import { isAllowedAddress } from './is-allowed-address.ts';

const nothing = { loopback: false, private: false };
const everything = { loopback: true, private: true };

describe('the addresses a provider may be reached at', () => {
  test.each(['93.184.216.34', '2606:2800:220:1::1'])('%s is public and always allowed', (address) => {
    expect(isAllowedAddress(address, nothing)).toBe(true);
  });

  test.each(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'])(
    '%s needs the allowance for loopback',
    (address) => {
      expect(isAllowedAddress(address, { loopback: false, private: true })).toBe(false);
      expect(isAllowedAddress(address, { loopback: true, private: false })).toBe(true);
    },
  );

  test.each(['10.1.2.3', '172.16.0.1', '192.168.1.1', '100.64.0.1', 'fd12::1', '::ffff:10.0.0.1'])(
    '%s needs the allowance for private addresses',
    (address) => {
      expect(isAllowedAddress(address, { loopback: true, private: false })).toBe(false);
      expect(isAllowedAddress(address, { loopback: false, private: true })).toBe(true);
    },
  );

  test.each([
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    'fe80::1',
    '100.100.100.200',
    'fd00:ec2::254',
    '0.0.0.0',
    '::',
    '255.255.255.255',
    '224.0.0.1',
    'ff02::1',
    '192.0.0.192',
    '240.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'not an address',
    '',
  ])('%s is never allowed', (address) => {
    expect(isAllowedAddress(address, everything)).toBe(false);
  });
});
