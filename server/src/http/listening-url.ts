import type { HttpServer } from './http-server.ts';

const EVERYWHERE = new Set(['0.0.0.0', '::']);

/** Where a server listens, as an address that works on this machine, without a slash at the end; undefined while it does not listen. */
export function listeningUrl(server: HttpServer): string | undefined {
  const address = server.server.address();
  if (address === null || typeof address === 'string') return undefined;
  const host = EVERYWHERE.has(address.address) ? '127.0.0.1' : address.address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}
