import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OmiStandIn, startOmiStandIn } from './start-omi-stand-in.ts';

const HOUR_MS = 3_600_000;
let nowMs = 0;
let omi: OmiStandIn;

beforeEach(async () => {
  nowMs = 100 * HOUR_MS + 600_000;
  omi = await startOmiStandIn({ enabledUids: ['u1', 'u2'], now: () => nowMs });
});
afterEach(() => omi.stop());

function v2(query: Record<string, string>, key: string | null = omi.app.apiKey, appId = omi.app.id) {
  const url = `${omi.url}/v2/integrations/${appId}/notification?${new URLSearchParams(query)}`;
  return fetch(url, {
    method: 'POST',
    redirect: 'manual',
    ...(key !== null && { headers: { Authorization: `Bearer ${key}` } }),
  });
}

function v1(body: unknown, key: string | null = omi.app.apiKey) {
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  if (key !== null) headers.Authorization = `Bearer ${key}`;
  return fetch(`${omi.url}/v1/integrations/notification`, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function statusAndDetail(response: Response) {
  const body = await response.json();
  expect(body).toHaveProperty('detail');
  return [response.status, Object(body).detail];
}

describe('the notification APIs', () => {
  test('push what they take and say how much of the hour is left', async () => {
    const first = await v2({ uid: 'u1', message: 'Eight minutes & a bit.' });
    const second = await v1({ uid: 'u1', aid: omi.app.id, message: 'Anything else?' });
    expect(await first.json()).toEqual({ status: 'Ok' });
    expect(await second.json()).toEqual({ status: 'Ok' });
    expect(first.headers.get('x-ratelimit-limit')).toBe('10');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('8');
    expect(second.headers.get('x-ratelimit-remaining')).toBe('7');
    expect(second.headers.get('x-ratelimit-reset')).toBe('3000');
    expect(omi.notifications).toEqual([
      { api: 'v2', uid: 'u1', message: 'Eight minutes & a bit.', atMs: nowMs },
      { api: 'v1', uid: 'u1', message: 'Anything else?', atMs: nowMs },
    ]);
  });

  test('refuse with the status and the words of Omi', async () => {
    omi.app.blindUids.add('u2');
    const ok = { uid: 'u1', message: 'hello there' };
    expect(await statusAndDetail(await v2(ok, null))).toEqual([
      401,
      expect.stringContaining('Missing or invalid Authorization'),
    ]);
    expect(await statusAndDetail(await v2(ok, 'sk_other'))).toEqual([403, 'Invalid API key']);
    expect(await statusAndDetail(await v2(ok, omi.app.apiKey, '01OTHER'))).toEqual([403, 'Invalid API key']);
    expect(await statusAndDetail(await v2({ ...ok, uid: 'u2' }))).toEqual([404, 'App not found']);
    expect(await statusAndDetail(await v2({ ...ok, uid: 'u9' }))).toEqual([
      403,
      'User does not have this app installed',
    ]);
    expect(await statusAndDetail(await v2({ uid: 'u1' }))).toEqual([
      422,
      [expect.objectContaining({ loc: ['query', 'message'] })],
    ]);
    expect(await statusAndDetail(await v1({ uid: 'u1', message: 'hello there' }))).toEqual([400, 'aid is required']);
    expect(await statusAndDetail(await v1({ uid: 'u1', aid: omi.app.id }))).toEqual([400, 'message is required']);
    expect(await statusAndDetail(await v1({ aid: omi.app.id, message: 'x' }))).toEqual([400, 'uid is required']);
    expect(await statusAndDetail(await v1({ ...ok, aid: omi.app.id }, null))).toEqual([401, expect.any(String)]);
    expect(omi.notifications).toEqual([]);
  });

  test.each([
    ['v2', 9],
    ['v1', 10],
  ] as const)('an hour that %s opens allows %i, and the next hour starts afresh', async (api, allowed) => {
    const call = (uid: string) =>
      api === 'v2' ? v2({ uid, message: 'hello' }) : v1({ uid, aid: omi.app.id, message: 'hello' });
    for (let i = 0; i < allowed; i++) expect((await call('u1')).status).toBe(200);
    const refused = await call('u1');
    expect(await statusAndDetail(refused)).toEqual([429, expect.stringContaining('Rate limit exceeded')]);
    expect(refused.headers.get('retry-after')).toBe('3000');
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect((await call('u2')).status).toBe(200);
    nowMs += HOUR_MS;
    expect((await call('u1')).status).toBe(200);
  });

  test('waiting for a notification ends with it, or with an error that lists what came instead', async () => {
    const waiting = omi.waitForNotification(({ message }) => message === 'second', 5000);
    await v2({ uid: 'u1', message: 'first' });
    await v2({ uid: 'u1', message: 'second' });
    expect((await waiting).message).toBe('second');
    await expect(omi.waitForNotification(({ uid }) => uid === 'u2', 1)).rejects.toThrow('first');
  });
});

describe('faults', () => {
  const message = { uid: 'u1', message: 'hello' };

  test('down resets the connection, and nothing is pushed', async () => {
    omi.setFault({ kind: 'down' });
    await expect(v2(message)).rejects.toThrow();
    omi.setFault(undefined);
    expect((await v2(message)).status).toBe(200);
    expect(omi.requestCount()).toBe(2);
    expect(omi.notifications).toHaveLength(1);
  });

  test('status answers an HTML page, redirect a Location', async () => {
    omi.setFault({ kind: 'status', status: 500 });
    const broken = await v2(message);
    expect([broken.status, await broken.text()]).toEqual([500, '<html><body>500</body></html>']);
    omi.setFault({ kind: 'redirect', location: 'http://127.0.0.1:1/elsewhere' });
    const moved = await v2(message);
    expect([moved.status, moved.headers.get('location')]).toEqual([307, 'http://127.0.0.1:1/elsewhere']);
    expect(omi.notifications).toEqual([]);
  });

  test('silent never answers, slow answers late', async () => {
    omi.setFault({ kind: 'silent' });
    const url = `${omi.url}/v1/integrations/notification`;
    await expect(fetch(url, { method: 'POST', signal: AbortSignal.timeout(30) })).rejects.toThrow('timeout');
    omi.setFault({ kind: 'slow', delayMs: 30 });
    const startedAt = performance.now();
    expect((await v2(message)).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThan(25);
  });
});
