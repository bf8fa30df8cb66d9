import { afterEach } from 'vitest';
import { type ProviderLimits, providerLimits } from '../limits.ts';
import { LOCAL } from './face-behaviour.ts';
import { type Exchange, type HostileServer, openHostileServer, type Script } from './hostile-server.ts';
import type { HostileVendor } from './hostile-vendor.ts';

/** For the tests of the suite that calls it: opens servers that play `vendor`, with an adapter in front, and closes them after each test. */
export function createVendorOpener(vendor: HostileVendor) {
  const servers: HostileServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  return async (script: Script, limits: Partial<ProviderLimits> = {}) => {
    const server = await openHostileServer(script);
    servers.push(server);
    return { server, provider: vendor.create(server.url, { ...providerLimits, ...limits }, LOCAL) };
  };
}

/** The headers of an answer, at once. */
export function beginAnswer({ response }: Exchange, { wire }: HostileVendor): void {
  response.writeHead(200, { 'content-type': wire.contentType });
  response.flushHeaders();
}
