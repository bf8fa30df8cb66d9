import { lookup as dnsLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { AddressRefusedError } from './address-refused-error.ts';
import { type AddressAllowance, isAllowedAddress } from './is-allowed-address.ts';

/** Resolves a name to those of its addresses that may be connected to. It is not asked about addresses that are given as such. */
export function createCheckedLookup(allowance: AddressAllowance): LookupFunction {
  return (hostname, options, callback) => {
    dnsLookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) {
        callback(error, '');
        return;
      }
      const allowed = found.filter(({ address }) => isAllowedAddress(address, allowance));
      const [first] = allowed;
      if (!first) callback(new AddressRefusedError(hostname), '');
      else if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}
