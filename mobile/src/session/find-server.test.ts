import { createServer, type RequestListener } from 'node:http';
import { expect, it } from 'vitest';
import { findServer } from './find-server.ts';
import { toTrouble } from './to-trouble.ts';

const HEALTH = { ok: true, version: '0.1.0', needs_setup: false, registration: 'open' };
const parts = { fetch, isOnline: () => true };

async function findAt(answer: RequestListener, timeoutMs = 5_000) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  try {
    return await findServer(`http://127.0.0.1:${port}`, { ...parts, timeoutMs });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const say =
  (body: unknown, status = 200): RequestListener =>
  (_, response) =>
    void response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));

it('finds a server of ours, and who may join it', async () => {
  expect(await findAt(say(HEALTH))).toMatchObject({
    kind: 'found',
    version: '0.1.0',
    registration: 'open',
    needsSetup: false,
  });
});

it.each([
  ['not_ours', say('<html>Router</html>')],
  ['not_ours', say({ status: 'ok' })],
  ['not_ours', say('Not found', 404)],
  ['away', say('<html>Bad gateway</html>', 502)],
  ['too_old', say({ ...HEALTH, version: '0.0.9' })],
  ['too_new', say({ ...HEALTH, version: '1.0.0' })],
  ['found', say({ ...HEALTH, version: '0.7.2-rc.1' })],
] as const)('tells %s', async (kind, answer) => expect((await findAt(answer)).kind).toBe(kind));

it('tells a server that says nothing', async () => {
  expect((await findAt(() => undefined, 50)).kind).toBe('silent');
});

it('tells a port at which nobody listens, and a phone without a network', async () => {
  const server = 'http://127.0.0.1:9';
  const refuse = () =>
    Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(''), { code: 'ECONNREFUSED' }) }));
  expect((await findServer(server, { ...parts, fetch: refuse })).kind).toBe('refused');
  expect((await findServer(server, { fetch: refuse, isOnline: () => false })).kind).toBe('offline');
});

it.each([
  ['unknown_name', 'Unable to resolve host "nobody.example": No address associated with hostname'],
  ['unknown_name', 'A server with the specified hostname could not be found.'],
  ['refused', 'Failed to connect to /192.168.1.20:3000'],
  ['refused', 'Could not connect to the server.'],
  ['tls', 'java.security.cert.CertPathValidatorException: Trust anchor for certification path not found.'],
  ['tls', 'An SSL error has occurred and a secure connection to the server cannot be made.'],
  ['silent', 'The request timed out.'],
  ['offline', 'The Internet connection appears to be offline.'],
  ['unreachable', 'Failed to fetch'],
] as const)('reads %s in the words "%s"', (trouble, words) => expect(toTrouble(words)).toBe(trouble));
