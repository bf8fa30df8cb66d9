import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OmiStandIn, startOmiStandIn } from '../../../../e2e/omi/start-omi-stand-in.ts';
import { createOmiClient, type OmiClient } from './omi-client.ts';

let omi: OmiStandIn;
let client: OmiClient;
beforeEach(async () => {
  omi = await startOmiStandIn({ enabledUids: ['u1'], now: () => Date.UTC(2026, 4, 1, 12, 50) });
  client = createOmiClient({ appId: omi.app.id, appSecret: omi.app.apiKey, apiBaseUrl: omi.url });
});
afterEach(async () => {
  await client.close();
  await omi.stop();
});

test('an answer goes to the chat, a code is only pushed, and no character is lost', async () => {
  const text = 'Half & half = 100 % — ünïcødé 🚲\nsecond line?';
  await client.notify('u1', text);
  await client.push('u1', text);
  expect(omi.notifications.map(({ api, message }) => [api, message])).toEqual([
    ['v1', text],
    ['v2', text],
  ]);
});

test('the end of the hour is told when the budget is used up', async () => {
  for (let i = 0; i < 10; i++) await client.notify('u1', 'hello there');
  await expect(client.notify('u1', 'hello there')).rejects.toMatchObject({ code: 'E4006', retryAfterS: 600 });
});

test('each refusal has its own code', async () => {
  await expect(client.notify('u2', 'hello there')).rejects.toMatchObject({ code: 'E4005' });
  omi.app.blindUids.add('u1');
  await expect(client.push('u1', 'hello there')).rejects.toMatchObject({ code: 'E4005' });
  omi.app.apiKey = 'sk_changed';
  await expect(client.push('u1', 'hello there')).rejects.toMatchObject({ code: 'E4004' });
});

test.each([
  [{ kind: 'down' }],
  [{ kind: 'silent' }],
  [{ kind: 'slow', delayMs: 5_000 }],
  [{ kind: 'status', status: 500 }],
  [{ kind: 'status', status: 302 }],
] as const)('%j counts as out of reach, within bounded time', async (fault) => {
  const hasty = createOmiClient({ appId: omi.app.id, appSecret: omi.app.apiKey, apiBaseUrl: omi.url, timeoutMs: 100 });
  omi.setFault(fault);
  const startedAt = performance.now();
  await expect(hasty.notify('u1', 'hello there')).rejects.toMatchObject({ code: 'E4007' });
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  await hasty.close();
});

test('a redirect is not followed, so the key stays here', async () => {
  const other = await startOmiStandIn();
  omi.setFault({ kind: 'redirect', location: `${other.url}/v1/integrations/notification` });
  await expect(client.notify('u1', 'hello there')).rejects.toMatchObject({ code: 'E4007' });
  expect(other.requestCount()).toBe(0);
  await other.stop();
});
