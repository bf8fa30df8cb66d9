import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import { AddressRefusedError } from './address-refused-error.ts';
import { createCheckedLookup } from './create-checked-lookup.ts';
import { type AddressAllowance, isAllowedAddress } from './is-allowed-address.ts';

/**
 * A connector for undici that resolves a name once and connects only to addresses which passed the check, so that a
 * name cannot be shown one address and connected at another. HTTP/1.1 only: closing its socket is how an answer is stopped.
 */
export function createConnector(allowance: AddressAllowance, timeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs, allowH2: false, lookup: createCheckedLookup(allowance) });
  return (options, callback) => {
    const literal = options.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !isAllowedAddress(literal, allowance)) {
      callback(new AddressRefusedError(literal), null);
      return;
    }
    connect(options, callback);
  };
}
