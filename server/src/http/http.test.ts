import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createSecret } from '../kit/id.ts';
import { HTTP_LIMITS, RATE_LIMITS_PER_MINUTE } from '../kit/limits.ts';
import { viewerOf } from './authentication.ts';
import type { Routes } from './http-server.ts';
import { ADMIN, readSignedIn, signUpAdmin, startTestServer, type TestServer } from './test/start-server.ts';

/** Routes of the kinds that others will add. */
const probeRoutes: Routes = (server) => {
  server.post(
    '/probe',
    { config: { policy: 'user' }, schema: { body: z.strictObject({ name: z.string().max(5) }) } },
    async (request) => ({ ok: true, user_id: viewerOf(request).userId }),
  );
  server.get('/probe/admin', { config: { policy: 'admin' } }, async () => ({ ok: true }));
  server.get('/probe/bug', { config: { policy: 'public' } }, async () => {
    throw new Error('secret internals');
  });
  server.post('/probe/hook/:token', { config: { policy: 'webhook' } }, async () => ({ ok: true }));
};

const codeOf = async (answer: Response): Promise<string> => {
  const body: { error?: { code: string } } = JSON.parse(await answer.text());
  return body.error?.code ?? 'ok';
};

describe('the HTTP shell', () => {
  let server: TestServer;
  let ada: Awaited<ReturnType<typeof signUpAdmin>>;
  beforeAll(async () => {
    server = await startTestServer('sqlite', {
      routes: () => [probeRoutes],
      env: { CORS_ORIGINS: 'https://chat.example.org' },
    });
    ada = await signUpAdmin(server);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it('takes exactly one of all ways to send a cookie', async () => {
    const mallory = await readSignedIn(await server.post('/auth/login', ADMIN));
    const origins = { own: server.url, other: 'https://evil.example.org', opaque: 'null' };
    const tokens = {
      own: ada.csrf,
      none: undefined,
      empty: '',
      other: mallory.csrf,
      wrong: createSecret(),
      session: ada.token,
    };
    const types = [
      'application/json',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      undefined,
    ];
    const accepted: string[] = [];
    for (const [originName, origin] of Object.entries(origins)) {
      for (const [tokenName, token] of Object.entries(tokens)) {
        for (const type of types) {
          const headers = new Headers({ ...ada.cookie, origin });
          if (token !== undefined) headers.set('x-csrf-token', token);
          if (type) headers.set('content-type', type);
          const body = Buffer.from('{"name":"ada"}');
          const answer = await fetch(`${server.url}/probe`, { method: 'POST', headers, body });
          if (answer.ok) accepted.push(`${originName} ${tokenName} ${type}`);
          else expect(['E2002', 'E1005']).toContain(await codeOf(answer));
        }
      }
    }
    expect(accepted).toEqual(['own own application/json']);
  });

  it('needs the CSRF token for every unsafe method, none for safe ones or bearers', async () => {
    expect(await codeOf(await server.post('/probe', { name: 'ada' }, ada.cookie))).toBe('E2002');
    expect(await codeOf(await server.post('/auth/logout', {}, ada.cookie))).toBe('E2002');
    expect(await codeOf(await server.get('/me', ada.cookie))).toBe('ok');
    expect(await codeOf(await server.post('/probe', { name: 'ada' }, ada.bearer))).toBe('ok');
    const issued = await server.get('/auth/csrf', ada.cookie);
    expect(await issued.json()).toEqual({ ok: true, csrf_token: ada.csrf });
  });

  it('lets a header decide alone, however bad it is', async () => {
    const decisions = {
      'no credentials': {},
      'good cookie': ada.cookie,
      'good bearer': ada.bearer,
      'good bearer, bad cookie': { ...ada.bearer, cookie: 'omni_session=bad' },
      'bad bearer, good cookie': { ...ada.cookie, authorization: 'Bearer bad' },
      'empty header, good cookie': { ...ada.cookie, authorization: '' },
      'other scheme, good cookie': { ...ada.cookie, authorization: `Basic ${ada.token}` },
      'bare token, good cookie': { ...ada.cookie, authorization: ada.token },
      'two tokens, good cookie': { ...ada.cookie, authorization: `Bearer ${ada.token} ${ada.token}` },
    };
    const seen: Record<string, number> = {};
    for (const [name, headers] of Object.entries(decisions)) seen[name] = (await server.get('/me', headers)).status;
    expect(seen).toEqual({
      'no credentials': 401,
      'good cookie': 200,
      'good bearer': 200,
      'good bearer, bad cookie': 200,
      'bad bearer, good cookie': 401,
      'empty header, good cookie': 401,
      'other scheme, good cookie': 401,
      'bare token, good cookie': 401,
      'two tokens, good cookie': 401,
    });
  });

  it('names the field that does not fit, and refuses keys it does not know', async () => {
    const wrong = await server.post('/probe', { name: 'far too long' }, ada.bearer);
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ error: { code: 'E1001', details: [{ field: 'body.name' }] } });
    const extra = await server.post('/probe', { name: 'ada', role: 'admin', user_id: 'x', quota: {} }, ada.bearer);
    expect(await codeOf(extra)).toBe('E1001');
    const proto = await fetch(`${server.url}/probe`, {
      method: 'POST',
      headers: { ...ada.bearer, 'content-type': 'application/json' },
      body: '{"name":"ada","__proto__":{"role":"admin"}}',
    });
    expect(await codeOf(proto)).toBe('E1000');
  });

  it('never repeats a refused value', async () => {
    const password = `canary-${'x'.repeat(300)}`;
    const answer = await server.post('/auth/login', { email: 'ada@example.org', password });
    expect(await answer.text()).not.toContain('canary');
  });

  it.each([
    ['broken JSON', '{"name":', 'application/json', 'E1000'],
    ['bytes that are no JSON', '\u0000\u0001', 'application/json', 'E1000'],
    ['a form', 'name=ada', 'application/x-www-form-urlencoded', 'E1005'],
    ['a huge body', `{"name":"${'x'.repeat(HTTP_LIMITS.bodyBytes)}"}`, 'application/json', 'E1004'],
    ['deep nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'application/json', 'E1001'],
  ])('answers %s and lives on', async (_name, body, type, code) => {
    const headers = { ...ada.bearer, 'content-type': type };
    const answer = await fetch(`${server.url}/probe`, { method: 'POST', headers, body });
    expect(await codeOf(answer)).toBe(code);
    expect((await server.get('/health')).status).toBe(200);
  });

  it.each([
    ['a broken address', 'GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400, 'E1000'],
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'E1000'],
    ['endless headers', `GET / HTTP/1.1\r\nHost: x\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`, 413, 'E1004'],
    ['an unknown method', 'BREW /me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400, 'E1000'],
  ])('answers %s in the shape of every failure', async (_name, bytes, status, code) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write(bytes);
    const answer = await text(socket);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({ ok: false, error: { code } });
  });

  it('takes no body for an empty one, whatever its type', async () => {
    const session = await readSignedIn(await server.post('/auth/login', ADMIN));
    const headers = { ...session.bearer, 'content-type': 'application/json' };
    expect((await fetch(`${server.url}/auth/logout`, { method: 'POST', headers, body: '' })).status).toBe(200);
  });

  it('answers an unknown address like a missing thing', async () => {
    for (const path of ['/nothing', '/probe', '/app.js', '/omi-webhook/secret']) {
      const answer = await server.get(path);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'E1002' } });
    }
  });

  it('keeps a well-formed request id and makes its own for any other', async () => {
    const idFor = async (given: string) => {
      const answer = await server.get('/nothing', { 'x-request-id': given });
      const body: { error: { request_id: string } } = JSON.parse(await answer.text());
      expect(body.error.request_id).toBe(answer.headers.get('x-request-id'));
      return body.error.request_id;
    };
    expect(await idFor('abc-123.DEF:4_5')).toBe('abc-123.DEF:4_5');
    for (const bad of ['with space', 'a'.repeat(129), '"quoted"', '{"json":1}'])
      expect(await idFor(bad)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('hides a bug behind its request id and logs it whole', async () => {
    const answer = await server.get('/probe/bug', { 'x-request-id': 'bug-1' });
    expect(answer.status).toBe(500);
    const body = await answer.text();
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'E5000', request_id: 'bug-1' } });
    expect(body).not.toMatch(/internals|http\.test|stack/);
    const line = server
      .logged()
      .split('\n')
      .find((entry) => entry.includes('"bug-1"') && entry.includes('"level":"error"'));
    expect(line).toContain('secret internals');
    expect(line).toContain('/probe/bug');
  });

  it('says how much of an allowance is left', async () => {
    const answer = await server.get('/me', ada.bearer);
    const limit = Number(answer.headers.get('ratelimit-limit'));
    expect(limit).toBeGreaterThan(0);
    expect(Number(answer.headers.get('ratelimit-remaining'))).toBeLessThan(limit);
    expect(Number(answer.headers.get('ratelimit-reset'))).toBeGreaterThan(0);
  });

  it('never lets JSON be stored or taken for something else', async () => {
    for (const path of ['/me', '/nothing', '/health']) {
      const { headers } = await server.get(path, ada.bearer);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('opens itself to the named origin only', async () => {
    const preflight = (origin: string) =>
      fetch(`${server.url}/probe`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-csrf-token' },
      });
    const named = await preflight('https://chat.example.org');
    expect(named.headers.get('access-control-allow-origin')).toBe('https://chat.example.org');
    expect(named.headers.get('access-control-allow-headers')).toBe('x-csrf-token');
    for (const origin of ['https://evil.example.org', 'null', 'https://chat.example.org.evil.org', server.url]) {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
    }
    const headers = { ...ada.cookie, origin: 'https://chat.example.org', 'x-csrf-token': ada.csrf };
    const answer = await server.post('/probe', { name: 'ada' }, headers);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-expose-headers')).toContain('X-Request-ID');
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    const refusal = await server.get('/me', { origin: 'https://chat.example.org' });
    expect(refusal.status).toBe(401);
    expect(refusal.headers.get('access-control-allow-origin')).toBe('https://chat.example.org');
  });

  it('describes every route that is not hidden, with its credentials and failures', async () => {
    const document: { paths: Record<string, Record<string, { security: object[]; responses: object }>> } = JSON.parse(
      await (await server.get('/openapi.json')).text(),
    );
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/auth/login', '/me', '/health', '/probe']));
    expect(document.paths).not.toHaveProperty('/docs');
    expect(document.paths['/me']?.get?.security).toEqual([{ bearer: [] }, { cookie: [] }]);
    expect(document.paths['/auth/login']?.post?.security).toEqual([]);
    expect(document.paths['/me']?.get?.responses).toHaveProperty('default');
  });

  it('shows the description without loading anything from elsewhere', async () => {
    const page = await server.get('/docs');
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(html).not.toMatch(/https?:/);
    expect([...html.matchAll(/<script[^>]*>([^<]*)</g)].map(([, inline]) => inline)).toEqual(['', '']);
    const script = await server.get('/docs/scalar.js');
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect((await script.text()).length).toBeGreaterThan(1_000_000);
  });

  it('explains itself to curl', async () => {
    const help = await server.get('/help');
    expect(help.headers.get('content-type')).toContain('text/plain');
    expect(await help.text()).toContain('/chat/stream');
    expect(await (await server.get('/health')).json()).toEqual({
      ok: true,
      version: '0.0.0',
      uptime_s: 0,
      needs_setup: false,
      registration: 'invite',
      database: 'sqlite',
      omi_configured: false,
    });
    expect(await (await server.get('/health/db')).json()).toEqual({ ok: true });
  });
});

describe('over its life', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer('sqlite', { routes: () => [probeRoutes] });
  });
  afterEach(() => server[Symbol.asyncDispose]());

  it('answers only about itself while it starts and drains', async () => {
    for (const phase of ['starting', 'draining'] as const) {
      server.phase.value = phase;
      const refused = await server.post('/auth/login', ADMIN);
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await codeOf(refused)).toBe('E1007');
      expect((await server.get('/ready')).status).toBe(503);
      expect((await server.get('/health')).status).toBe(200);
    }
    server.phase.value = 'ready';
    expect((await server.get('/ready')).status).toBe(200);
  });

  it('logs no secret, not even when it tells everything', async () => {
    const ada = await signUpAdmin(server);
    const query = createSecret();
    const hook = createSecret();
    await server.post('/auth/login', { ...ADMIN, password: 'canary-password' });
    await server.post('/auth/register', { ...ADMIN, invite_code: 'canary-invite' });
    await server.post('/auth/login', { email: 'ada@example.org', password: ['canary-password'] });
    await server.get(`/me?token=${query}`, { ...ada.bearer, ...ada.cookie });
    await server.get('/me', { authorization: 'Bearer canary-bearer' });
    await server.post(`/probe/hook/${hook}?uid=${query}`, { text: 'canary-spoken' });
    await server.get(`/nothing/${hook}?q=${query}`);
    await server.get('/probe/bug', { ...ada.cookie, 'x-csrf-token': ada.csrf });
    await server.post('/auth/logout', {}, ada.bearer);
    const log = server.logged();
    expect(log).toContain('/probe/hook/:token');
    for (const secret of [ada.token, ada.csrf, server.setupToken, query, hook, ADMIN.password, 'canary']) {
      expect(log).not.toContain(secret);
    }
  });

  it('does not start with a route that does not say who may call it', async () => {
    // @ts-expect-error: the compiler refuses it as well
    const open: Routes = (http) => http.get('/open', { config: {} }, async () => ({ ok: true }));
    await expect(startTestServer('sqlite', { routes: () => [open] })).rejects.toThrow(
      /GET \/open must declare config.policy/,
    );
    const bare: Routes = (http) => {
      http.get('/bare', async () => ({ ok: true }));
    };
    await expect(startTestServer('sqlite', { routes: () => [bare] })).rejects.toThrow(/GET \/bare must declare/);
  });

  it('lets only admins past an admin policy', async () => {
    await using open = await startTestServer('sqlite', { registration: 'open', routes: () => [probeRoutes] });
    const ada = await signUpAdmin(open);
    const bob = await readSignedIn(
      await open.post('/auth/register', { email: 'bob@example.org', password: 'long enough' }),
    );
    expect(await codeOf(await open.get('/probe/admin', ada.bearer))).toBe('ok');
    expect(await codeOf(await open.get('/probe/admin', bob.bearer))).toBe('E2001');
    expect(await codeOf(await open.get('/probe/admin'))).toBe('E2000');
  });

  it('lets exactly as many through as the allowance of a class says, however parallel', async () => {
    const max = RATE_LIMITS_PER_MINUTE.account;
    const answers = await Promise.all(Array.from({ length: max + 25 }, () => server.post('/auth/login', {})));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(answers.filter((answer) => answer.status === 400)).toHaveLength(max);
    expect(refused).toHaveLength(25);
    expect(await refused[0]?.json()).toMatchObject({ error: { code: 'E1006', retry_after_s: expect.any(Number) } });
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await server.get('/health')).status).toBe(200);
  });

  it('marks cookies Secure where HTTPS ends at a trusted proxy, and hides the session from scripts', async () => {
    await using proxied = await startTestServer('sqlite', { env: { TRUSTED_PROXIES: '127.0.0.1' } });
    const register = (target: TestServer) =>
      target.post('/auth/register', { ...ADMIN, setup_token: target.setupToken }, { 'x-forwarded-proto': 'https' });
    const [session, csrf] = (await register(proxied)).headers.getSetCookie();
    expect(session).toMatch(/^omni_session=.*HttpOnly.*Secure.*SameSite=Lax/);
    expect(csrf).toMatch(/^omni_csrf=/);
    expect(csrf).not.toMatch(/HttpOnly/);
    const [plain] = (await register(server)).headers.getSetCookie();
    expect(plain).not.toMatch(/Secure/);
  });
});
