import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect as connectTcp, type LookupFunction } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createCheckedLookup } from '../../provider/http/create-checked-lookup.ts';
import { type AddressAllowance, isAllowedAddress } from '../../provider/http/is-allowed-address.ts';
import { fail, ok, type Step } from './step.ts';

/** What helps when a host answers, but not on its port. */
export interface AddressHints {
  /** Nothing listens there. */
  refused: string;
  /** Nothing came back at all. */
  silent: string;
}

/**
 * Whether the server behind a URL can be reached: its name, its port, and its certificate where it has one.
 * @param allowance the addresses that may be connected to; absent: all
 */
export function addressSteps(url: URL, hints: AddressHints, allowance?: AddressAllowance): Step[] {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isTls = url.protocol === 'https:';
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port);
  const to: Destination = { host, port, ...(allowance && { lookup: createCheckedLookup(allowance) }) };
  const steps: Step[] = [
    { name: 'name', look: () => findName(host, allowance) },
    { name: 'port', look: (signal) => reachPort(to, hints, signal) },
  ];
  if (isTls) steps.push({ name: 'certificate', look: (signal) => checkCertificate(to, signal) });
  return steps;
}

interface Destination {
  host: string;
  port: number;
  /** Keeps to the addresses that are allowed. */
  lookup?: LookupFunction;
}

async function findName(host: string, allowance: AddressAllowance | undefined) {
  const found = await lookup(host, { all: true }).catch(() => []);
  if (found.length === 0) {
    return fail(`No address is known for the name ${host}.`, 'Check its spelling, or the DNS server of this machine.');
  }
  const addresses = found.map(({ address }) => address).join(', ');
  if (!allowance || found.some(({ address }) => isAllowedAddress(address, allowance)))
    return ok(`The name ${host} leads to ${addresses}.`);
  const remedy = allowance.private
    ? 'Such an address is never connected to. Use another one.'
    : 'If that is your own server, allow private addresses for this provider.';
  return fail(`${host} is ${addresses}, where this provider may not be reached.`, remedy);
}

async function reachPort(to: Destination, hints: AddressHints, signal: AbortSignal) {
  const { host, port } = to;
  const socket = connectTcp(to);
  try {
    await once(socket, 'connect', { signal: AbortSignal.any([signal, AbortSignal.timeout(CONNECT_MS)]) });
    return ok(`Something listens on ${host}:${port}.`);
  } catch (error) {
    const isRefused = codeOf(error) === 'ECONNREFUSED';
    if (isRefused) return fail(`Nothing listens on ${host}:${port}.`, hints.refused);
    return fail(`${host}:${port} cannot be reached (${codeOf(error)}).`, hints.silent);
  } finally {
    socket.destroy();
  }
}

async function checkCertificate(to: Destination, signal: AbortSignal) {
  const { host } = to;
  const socket = connectTls({ ...to, servername: host });
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.any([signal, AbortSignal.timeout(CONNECT_MS)]) });
    return ok(`The certificate is good until ${socket.getPeerCertificate().valid_to}.`);
  } catch (error) {
    const remedy = 'Renew it, or, where it is your own authority, name its certificate in NODE_EXTRA_CA_CERTS.';
    return fail(`The certificate of ${host} is not accepted (${codeOf(error)}).`, remedy);
  } finally {
    socket.destroy();
  }
}

/** A host in the same network answers in milliseconds, one across the world in half a second. */
const CONNECT_MS = 5_000;

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
