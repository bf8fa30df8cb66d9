import { errors } from 'undici';
import { AppError } from '../../errors.ts';
import { AddressRefusedError } from './address-refused-error.ts';
import type { Vendor } from './vendor.ts';

/**
 * What a broken connection means to the person who waits: E3001, or E3005 when what came was not HTTP.
 * @param hasAnswered whether the vendor had sent anything before
 */
export function mapFailure(cause: unknown, vendor: Vendor, hasAnswered: boolean): AppError {
  return new AppError(
    cause instanceof errors.HTTPParserError ? 'E3005' : 'E3001',
    describe(cause, vendor, hasAnswered),
    {
      cause,
    },
  );
}

function describe(cause: unknown, { name, address, remedy }: Vendor, hasAnswered: boolean): string {
  if (cause instanceof AddressRefusedError) {
    return `${name} at ${address} leads to a network address that this server may not connect to. An admin can allow private addresses for it.`;
  }
  if (cause instanceof errors.HTTPParserError) {
    return `What answers at ${address} does not speak HTTP. Check the address of ${name}.`;
  }
  if (cause instanceof errors.InvalidArgumentError) {
    return `${name} cannot be asked: its API key or its address holds characters that HTTP does not allow.`;
  }
  if (hasAnswered) return `The connection to ${name} broke in the middle of the answer. Try again.`;
  const code = findCode(cause);
  switch (code) {
    case 'ECONNREFUSED':
      return `${name} is not running at ${address}. ${remedy}`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host name of ${name} cannot be resolved (${address}). Check its spelling and this machine's DNS.`;
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `Nothing answers at ${address}: is the machine of ${name} on, and does its firewall let this server in? ${remedy}`;
    default:
      if (code && /CERT|SSL|TLS|SELF_SIGNED/.test(code)) {
        return `The secure connection to ${name} at ${address} failed (${code}). Check its certificate, or use http:// if it has none.`;
      }
      return `${name} at ${address} closed the connection before it answered. ${remedy}`;
  }
}

/** The system's or undici's code of an error; of several tries at one name, that of the first. */
function findCode(cause: unknown): string | undefined {
  if (cause instanceof AggregateError && cause.errors.length > 0) return findCode(cause.errors[0]);
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
