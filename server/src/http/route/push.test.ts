import { createECDH, createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestPerson } from '../../../test/test-person.ts';
import { createWebPushSender } from '../../context/create-web-push-sender.ts';
import { createPushKeys } from '../../context/push-keys.ts';
import { systemClock } from '../../kit/clock.ts';
import { createId, type OutboxId, type SessionId, type UserId } from '../../kit/id.ts';
import { createSecretBox } from '../../kit/secret-box.ts';
import { openStoreBeside } from '../../store/open.ts';
import type { OutboxRow } from '../../store/outbox-writer.ts';
import { pushSubscriptionReader } from '../../store/push-subscription-reader.ts';
import { pushSubscriptionWriter } from '../../store/push-subscription-writer.ts';

const browser = createECDH('prime256v1');
const p256dh = browser.generateKeys('base64url');
const auth = randomBytes(16).toString('base64url');
const subscription = (endpoint: string) => ({ endpoint, keys: { p256dh, auth } });
const elsewhere = () => `https://push.example.org/${createId<string>()}`;

interface Key {
  public_key: string;
  endpoint: string | null;
}

describe.each(DIALECTS)('pushes to browsers on %s', (dialect) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(dialect);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const keyOf = async (person: TestPerson) => (await person.call<Key>('GET', '/push/key')).body;

  it('belong to the session that wants them, and go with it', async () => {
    const [ada, bob] = [await server.person(), await server.person()];
    const first = await keyOf(ada);
    expect(Buffer.from(first.public_key, 'base64url')).toHaveLength(65);
    expect(first.endpoint).toBeNull();
    expect((await keyOf(bob)).public_key).toBe(first.public_key);

    const [endpoint, other] = [elsewhere(), elsewhere()];
    expect((await ada.call('POST', '/push/subscriptions', subscription(other))).status).toBe(200);
    expect((await ada.call('POST', '/push/subscriptions', subscription(endpoint))).status).toBe(200);
    expect((await keyOf(ada)).endpoint).toBe(endpoint);
    // The same browser, with somebody else at it.
    expect((await bob.call('POST', '/push/subscriptions', subscription(endpoint))).status).toBe(200);
    expect((await keyOf(ada)).endpoint).toBeNull();
    expect((await bob.call('DELETE', '/push/subscriptions')).status).toBe(200);
    expect((await keyOf(bob)).endpoint).toBeNull();

    await bob.call('POST', '/push/subscriptions', subscription(endpoint));
    await bob.call('POST', '/auth/logout');
    await ada.call('POST', '/push/subscriptions', subscription(endpoint));
    expect((await keyOf(ada)).endpoint).toBe(endpoint);
  });

  it.each([
    { ...subscription('http://push.example.org/a') },
    { ...subscription('javascript:alert(1)') },
    { ...subscription(`https://push.example.org/${'a'.repeat(1_000)}`) },
    { endpoint: 'https://push.example.org/a', keys: { p256dh: 'AAAA', auth } },
    { endpoint: 'https://push.example.org/a', keys: { p256dh, auth, user_id: 'x' } },
  ])('are refused where they could not work: %j', async (body) => {
    const ada = await server.person();
    expect((await ada.call('POST', '/push/subscriptions', body)).status).toBe(400);
  });

  it('say nothing but what kind they are and where they lead, and end with the browser', async () => {
    await using service = await startPushService();
    const ada = await server.person();
    await ada.call('POST', '/push/subscriptions', subscription(elsewhere()));
    const { id: owner, sessionId } = await identify(ada);
    const { store } = await openStoreBeside(server.database.location);
    onTestFinished(() => store.close());
    const endpoint = `${service.url}/${createId<string>()}`;
    const stored = await pushSubscriptionReader.find(store.read, owner, sessionId);
    if (!stored) throw new Error('it was just stored');
    await store.transact((tx) => pushSubscriptionWriter.put(tx, { ...stored, endpoint }));
    const box = createSecretBox('s'.repeat(32));
    const parts = {
      store,
      clock: systemClock,
      keys: createPushKeys({ store, clock: systemClock, box }),
      contact: 'https://a.example',
    };

    const strict = createWebPushSender(parts);
    expect((await strict.handler(rowOf(owner, sessionId))).kind).toBe('retry');
    expect(service.requests).toEqual([]);
    await strict.close();

    const sender = createWebPushSender({ ...parts, allowance: { loopback: true, private: false } });
    service.answers.push(201, 503, 410);
    expect(await sender.handler(rowOf(owner, sessionId))).toEqual({ kind: 'done' });
    expect(service.requests[0]).toMatchObject({ ttl: '86400', encoding: 'aes128gcm' });
    expect(service.requests[0]?.authorization).toMatch(/^vapid t=.+, k=.+$/);
    expect(service.requests[0]?.body).not.toContain('answer');
    expect((await sender.handler(rowOf(owner, sessionId))).kind).toBe('retry');

    await ada.call('PATCH', '/preferences', { quiet_hours: { from: '00:00', to: '23:59' }, time_zone: 'UTC' });
    if (new Date().getUTCHours() < 23) {
      expect((await sender.handler(rowOf(owner, sessionId))).kind).toBe('done');
      expect((await sender.handler(rowOf(owner, sessionId, 'follow_up'))).kind).toBe('wait');
      expect(service.requests).toHaveLength(2);
    }
    await ada.call('PATCH', '/preferences', { quiet_hours: null });
    const gone = await sender.handler(rowOf(owner, sessionId));
    expect(gone.kind).toBe('done');
    await store.transact(async (tx) => gone.record?.(tx, 'done'));
    expect((await keyOf(ada)).endpoint).toBeNull();
    expect(await sender.handler(rowOf(owner, sessionId))).toEqual({ kind: 'done' });
    expect(service.requests).toHaveLength(3);
    await sender.close();
  });

  it('can be tried, whatever the hour, and say where they ended', async () => {
    await using service = await startPushService();
    const ada = await server.person();
    const tried = async () => (await ada.call<{ outcome: string }>('POST', '/push/test', {})).body.outcome;
    expect(await tried()).toBe('unwanted');
    await ada.call('POST', '/push/subscriptions', subscription('https://push.invalid/a'));
    expect(await tried()).toBe('unreachable');

    const { id: owner, sessionId } = await identify(ada);
    const { store } = await openStoreBeside(server.database.location);
    onTestFinished(() => store.close());
    const stored = await pushSubscriptionReader.find(store.read, owner, sessionId);
    if (!stored) throw new Error('it was just stored');
    const endpoint = `${service.url}/${createId<string>()}`;
    await store.transact((tx) => pushSubscriptionWriter.put(tx, { ...stored, endpoint }));
    await ada.call('PATCH', '/preferences', { quiet_hours: { from: '00:00', to: '23:59' }, time_zone: 'UTC' });
    const sender = createWebPushSender({
      store,
      clock: systemClock,
      keys: createPushKeys({ store, clock: systemClock, box: createSecretBox('s'.repeat(32)) }),
      contact: 'https://a.example',
      allowance: { loopback: true, private: false },
    });
    service.answers.push(201, 503, 410);
    expect(await sender.sendTest(owner, sessionId)).toBe('sent');
    expect(await sender.sendTest(owner, sessionId)).toBe('unreachable');
    expect((await keyOf(ada)).endpoint).toBe(endpoint);
    expect(await sender.sendTest(owner, sessionId)).toBe('refused');
    expect((await keyOf(ada)).endpoint).toBeNull();
    await sender.close();
  });

  it('follow from a reminder', async () => {
    const ada = await server.person();
    const endpoint = 'https://127.0.0.1:9/push';
    await ada.call('POST', '/push/subscriptions', subscription(endpoint));
    await ada.call('POST', '/followups', { message: 'Water the plants' });
    const admin = await server.admin();
    interface Queue {
      items: { kind: string }[];
    }
    await expect
      .poll(async () => (await admin.call<Queue>('GET', '/admin/outbox?limit=100')).body.items.map(({ kind }) => kind))
      .toContain('web_push');
  });
});

async function identify(person: TestPerson): Promise<{ id: UserId; sessionId: SessionId }> {
  const me = await person.call<{ user: { id: UserId } }>('GET', '/me');
  const { body } = await person.call<{ sessions: { id: SessionId; current: boolean }[] }>('GET', '/account/sessions');
  const session = body.sessions.find(({ current }) => current);
  if (!session) throw new Error('somebody who is signed in has a session');
  return { id: me.body.user.id, sessionId: session.id };
}

function rowOf(owner: UserId, sessionId: SessionId, kind = 'answer'): OutboxRow {
  return {
    id: createId<OutboxId>(),
    kind: 'web_push',
    user_id: owner,
    subject_id: sessionId,
    payload: JSON.stringify({ kind, conversation_id: 'c1' }),
    dedupe_key: createHash('sha256').update(randomBytes(8)).digest('hex'),
    status: 'leased',
    attempts: 1,
    due_at: Date.now(),
    lease_owner: 'test',
    lease_expires_at: Date.now() + 60_000,
    last_error: null,
    created_at: Date.now(),
    updated_at: Date.now(),
  };
}

/** A push service on this machine, which answers as it is told to. */
async function startPushService() {
  const answers: number[] = [];
  const requests: { authorization: string; ttl: string; encoding: string; body: string }[] = [];
  const service = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { authorization = '', ttl, 'content-encoding': encoding = '' } = request.headers;
    requests.push({ authorization, ttl: String(ttl), encoding, body: Buffer.concat(chunks).toString('latin1') });
    response.writeHead(answers.shift() ?? 500).end();
  });
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  const address = service.address();
  if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    answers,
    requests,
    async [Symbol.asyncDispose]() {
      service.closeAllConnections();
      service.close();
      await once(service, 'close');
    },
  };
}
