import { lookup as dnsLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { type AddressAllowance, isAllowedAddress } from './is-allowed-address.ts';

/** The address that a provider's name led to may not be connected to. */
export class AddressRefusedError extends Error {
  constructor(hostname: string) {
    super(`The address of ${hostname} is not allowed for a provider`);
    this.name = 'AddressRefusedError';
  }
}

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

function createCheckedLookup(allowance: AddressAllowance): LookupFunction {
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
