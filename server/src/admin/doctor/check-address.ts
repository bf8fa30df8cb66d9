import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { fail, ok, type Step } from './step.ts';

/** What helps when a host answers, but not on its port. */
export interface AddressHints {
  /** Nothing listens there. */
  refused: string;
  /** Nothing came back at all. */
  silent: string;
}

/** Whether the server behind a URL can be reached: its name, its port, and its certificate where it has one. */
export function addressSteps(url: URL, hints: AddressHints): Step[] {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isTls = url.protocol === 'https:';
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port);
  const steps: Step[] = [
    { name: 'name', look: () => findName(host) },
    { name: 'port', look: (signal) => reachPort(host, port, hints, signal) },
  ];
  if (isTls) steps.push({ name: 'certificate', look: (signal) => checkCertificate(host, port, signal) });
  return steps;
}

async function findName(host: string) {
  try {
    const found = await lookup(host, { all: true });
    return ok(`${host} is ${found.map(({ address }) => address).join(', ')}.`);
  } catch {
    return fail(`No address is known for the name ${host}.`, 'Check its spelling, or the DNS server of this machine.');
  }
}

async function reachPort(host: string, port: number, hints: AddressHints, signal: AbortSignal) {
  const socket = connectTcp({ host, port });
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

async function checkCertificate(host: string, port: number, signal: AbortSignal) {
  const socket = connectTls({ host, port, servername: host });
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
