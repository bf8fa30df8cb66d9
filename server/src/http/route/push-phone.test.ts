import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMigratedDatabase, DIALECTS } from '../../../test/database.ts';
import { type ExpoStandIn, failureOf, startExpoStandIn, ticketOf, toReply } from '../../../test/expo-stand-in.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestError, TestPerson } from '../../../test/test-person.ts';
import type { UserId } from '../../kit/id.ts';
import { expoPushTokenReader } from '../../store/expo-push-token-reader.ts';
import { openStoreBeside } from '../../store/open.ts';

const MINUTE_MS = 60_000;
const ACCESS_TOKEN = 'expo-access-canary';

const newToken = () => `ExponentPushToken[${randomBytes(16).toString('base64url')}]`;

interface Phone {
  is_enabled: boolean;
  token: string | null;
}

interface QueueItem {
  kind: string;
  owner_id: string;
  status: string;
  attempts: number;
  reason: string | null;
  due_at: string;
  created_at: string;
}

const phoneOf = async (person: TestPerson) => (await person.call<Phone>('GET', '/push/phone')).body;

describe.each(DIALECTS)('pushes to phones on %s', (dialect) => {
  let expo: ExpoStandIn;
  let server: TestServer;
  let admin: TestPerson;
  /** Whose phone Expo has trouble with, again and again. */
  let eve: TestPerson;
  let aheadMs = 0;
  beforeAll(async () => {
    expo = await startExpoStandIn();
    server = await startTestServer(dialect, {
      clock: { now: () => Date.now() + aheadMs, monotonic: () => performance.now() },
      env: { EXPO_PUSH: 'true', EXPO_ACCESS_TOKEN: ACCESS_TOKEN, EXPO_API_BASE_URL: expo.url },
    });
    [admin, eve] = [await server.admin(), await server.person()];
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await expo[Symbol.asyncDispose]();
  });

  const register = (person: TestPerson, token: string, language = 'en') =>
    person.call('POST', '/push/phone', { token, language });
  const remind = (person: TestPerson, message = 'Water the plants') => person.call('POST', '/followups', { message });
  const queueOf = async ({ id }: TestPerson, kind: string) => {
    const { body } = await admin.call<{ items: QueueItem[] }>('GET', '/admin/outbox?limit=100');
    return body.items.filter((item) => item.owner_id === id && item.kind === kind);
  };
  /** Lets time pass, and whatever is due by then happen. */
  const pass = async (ms: number) => {
    aheadMs += ms;
    await remind(admin);
  };
  const pushesTo = (token: string) => expo.pushes.filter(({ message }) => message.to === token);

  it('belong to the session that wants them, and go with it', async () => {
    const [ada, bob] = [await server.person(), await server.person()];
    expect(await phoneOf(ada)).toEqual({ ok: true, is_enabled: true, token: null });

    const [token, other] = [newToken(), newToken()];
    expect((await register(ada, other)).status).toBe(200);
    expect((await register(ada, token)).status).toBe(200);
    expect((await phoneOf(ada)).token).toBe(token);
    // The same phone, with somebody else at it.
    expect((await register(bob, token)).status).toBe(200);
    expect((await phoneOf(ada)).token).toBeNull();
    expect((await bob.call('DELETE', '/push/phone')).status).toBe(200);
    expect((await phoneOf(bob)).token).toBeNull();

    await register(bob, token);
    await bob.call('POST', '/auth/logout');
    await remind(bob);
    await register(ada, token);
    expect((await phoneOf(ada)).token).toBe(token);
  });

  it.each([
    { token: 'ExponentPushToken[]', language: 'en' },
    { token: 'https://push.example.org/a', language: 'en' },
    { token: `ExponentPushToken[${'a'.repeat(200)}]`, language: 'en' },
    { token: 'ExponentPushToken[a b]', language: 'en' },
    { token: 'ExponentPushToken[abc]', language: 'German, please' },
    { token: 'ExponentPushToken[abc]' },
    { token: 'ExponentPushToken[abc]', language: 'en', user_id: 'x' },
  ])('are refused where they could not work: %j', async (body) => {
    const ada = await server.person();
    expect((await ada.call('POST', '/push/phone', body)).status).toBe(400);
  });

  it.each([
    ['en', 'A reminder for you'],
    ['de-AT', 'Eine Erinnerung für dich'],
    ['zh-Hans-CN', 'A reminder for you'],
  ])('say in %s what kind they are and where they lead, and nothing else', async (language, sentence) => {
    const ada = await server.person();
    const token = newToken();
    await register(ada, token, language);
    await remind(ada, 'Water the canary plants');
    await expect.poll(() => pushesTo(token)).toHaveLength(1);
    expect(pushesTo(token)[0]).toEqual({
      authorization: `Bearer ${ACCESS_TOKEN}`,
      message: {
        to: token,
        title: 'OmniAI',
        body: sentence,
        data: { kind: 'follow_up', conversation_id: null },
        ttl: 86_400,
        priority: 'high',
        sound: 'default',
      },
    });
  });

  it('go to each phone of a person once, and with the conversation', async () => {
    const ada = await server.person();
    const again = await server.signIn(ada);
    const [first, second] = [newToken(), newToken()];
    await register(ada, first);
    await register(again, second);
    const { body } = await ada.call<{ conversation: { id: string } }>('POST', '/conversations', {});
    await ada.call('POST', '/followups', { message: 'x', conversation_id: body.conversation.id });
    await expect.poll(() => queueOf(ada, 'expo_receipt')).toHaveLength(2);
    for (const token of [first, second]) {
      expect(pushesTo(token).map(({ message }) => message.data)).toEqual([
        { kind: 'follow_up', conversation_id: body.conversation.id },
      ]);
    }
  });

  it('end with the phone that its ticket says is gone', async () => {
    const ada = await server.person();
    const token = newToken();
    await register(ada, token);
    expo.answer(token, toReply({ data: [failureOf(token, 'DeviceNotRegistered')] }));
    await remind(ada);
    await expect.poll(async () => (await phoneOf(ada)).token).toBeNull();
    expect(await queueOf(ada, 'expo_push')).toMatchObject([{ status: 'done', reason: null }]);
    expect(await queueOf(ada, 'expo_receipt')).toEqual([]);
  });

  const elsewhere = { status: 302, body: '', headers: { location: '/push/send' } };
  it.each([
    ['MessageRateExceeded', (token: string) => toReply({ data: [failureOf(token, 'MessageRateExceeded')] })],
    ['429', () => toReply({ errors: [{ code: 'TOO_MANY_REQUESTS' }] }, 429)],
    ['503', () => ({ status: 503, body: '<html>' })],
    ['not its protocol', () => ({ status: 200, body: '<html>' })],
    ['not its protocol', () => toReply({ data: [] })],
    ['not reached', () => ({ status: 0, body: '' })],
    ['not reached', () => ({ status: 200, body: ' '.repeat(100_000) })],
  ])('are tried again after trouble that passes: %s', async (reason, replyTo) => {
    const token = newToken();
    await register(eve, token);
    expo.answer(token, replyTo(token));
    await remind(eve);
    await expect.poll(async () => (await queueOf(eve, 'expo_push'))[0]?.reason).toContain(reason);
    expo.answer(token);
    await pass(MINUTE_MS);
    await expect.poll(async () => (await queueOf(eve, 'expo_push'))[0]).toMatchObject({ status: 'done', reason: null });
    expect(pushesTo(token).length).toBeGreaterThan(1);
  });

  it.each([
    ['InvalidCredentials', (token: string) => toReply({ data: [failureOf(token, 'InvalidCredentials')] })],
    [
      'unknown',
      (token: string) => toReply({ data: [{ ...failureOf(token, 'x'), details: { error: `no ${token}` } }] }),
    ],
    ['VALIDATION_ERROR', () => toReply({ errors: [{ code: 'VALIDATION_ERROR', message: 'x' }] }, 400)],
    ['EXPO_ACCESS_TOKEN', () => toReply({ errors: [{ code: 'UNAUTHORIZED', message: 'x' }] }, 401)],
    ['302', () => elsewhere],
  ])('are set aside, with the reason, after trouble that stays: %s', async (reason, replyTo) => {
    const token = newToken();
    await register(eve, token);
    expo.answer(token, replyTo(token));
    await remind(eve);
    const set = { status: 'parked', attempts: 1, reason: expect.stringContaining(reason) };
    await expect.poll(async () => (await queueOf(eve, 'expo_push'))[0]).toMatchObject(set);
    expect(pushesTo(token)).toHaveLength(1);
    expect((await phoneOf(eve)).token).toBe(token);
  });

  it('are followed by a look at what became of them', async () => {
    const receipts = {
      arrived: { status: 'ok' },
      gone: failureOf('a token', 'DeviceNotRegistered'),
      refused: failureOf('a token', 'MismatchSenderId'),
      missing: undefined,
    };
    const people = await Promise.all(
      Object.entries(receipts).map(async ([name, receipt]) => {
        const [person, token] = [await server.person(name), newToken()];
        await register(person, token);
        await remind(person);
        await expect.poll(() => queueOf(person, 'expo_receipt')).toHaveLength(1);
        if (receipt) expo.setReceipt(ticketOf(token), receipt);
        return { person, token };
      }),
    );
    for (const { person, token } of people) {
      const [item] = await queueOf(person, 'expo_receipt');
      expect(Date.parse(item?.due_at ?? '') - Date.parse(item?.created_at ?? '')).toBe(15 * MINUTE_MS);
      expect(expo.asked).not.toContain(ticketOf(token));
    }
    await pass(15 * MINUTE_MS);
    const ended = async () => {
      const rows = await Promise.all(people.map(({ person }) => queueOf(person, 'expo_receipt')));
      return rows.map(([row]) => row?.status);
    };
    await expect.poll(() => expo.asked).toEqual(expect.arrayContaining(people.map((p) => ticketOf(p.token))));
    await expect.poll(ended).toEqual(['done', 'done', 'done', 'pending']);
    const tokens = await Promise.all(people.map(async ({ person }) => (await phoneOf(person)).token !== null));
    expect(tokens).toEqual([true, false, true, true]);
    expect(server.logged()).toMatch(/"code":"MismatchSenderId".*"msg":"no push reaches the phones/);
    // What does not come in two hours does not come any more.
    await pass(120 * MINUTE_MS);
    await expect.poll(ended).toEqual(['done', 'done', 'done', 'done']);
  });

  it('leave no token in the log', () => {
    expect(expo.pushes.length).toBeGreaterThan(0);
    expect(server.logged()).not.toContain('PushToken[');
    expect(server.logged()).not.toContain(ACCESS_TOKEN);
  });
});

describe.each(DIALECTS)('a server that may not push to phones, on %s', (dialect) => {
  it('refuses them, forgets those it knew, and drops what was queued for them', async () => {
    await using expo = await startExpoStandIn();
    await using database = await createMigratedDatabase(dialect);
    const env = { EXPO_API_BASE_URL: expo.url };
    const before = await startTestServer(dialect, { database, env: { ...env, EXPO_PUSH: 'true' } });
    const known = await before.person();
    const token = newToken();
    expo.answer(token, { status: 503, body: '' });
    await known.call('POST', '/push/phone', { token, language: 'en' });
    await known.call('POST', '/followups', { message: 'Water the plants' });
    await expect.poll(() => expo.pushes.length).toBeGreaterThan(0);
    await before[Symbol.asyncDispose]();
    const pushes = expo.pushes.length;

    // Later, when the next try is due.
    const clock = { now: () => Date.now() + 60 * MINUTE_MS, monotonic: () => performance.now() };
    await using server = await startTestServer(dialect, { database, env, clock });
    const ada = await server.signIn(known);
    const admin = await server.admin();
    const queue = async () => {
      const { body } = await admin.call<{ items: QueueItem[] }>('GET', '/admin/outbox?limit=100');
      return body.items.filter(({ kind }) => kind === 'expo_push').map(({ status }) => status);
    };
    expect(await phoneOf(ada)).toEqual({ ok: true, is_enabled: false, token: null });
    const refused = await ada.call<TestError>('POST', '/push/phone', { token, language: 'en' });
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'E1003' } } });
    expect((await ada.call('DELETE', '/push/phone')).status).toBe(200);

    expect((await ada.call('POST', '/followups', { message: 'Feed the cat' })).body).toMatchObject({ delivered: true });
    await expect.poll(queue).toEqual(['done']);
    const { store } = await openStoreBeside(database.location);
    expect(await expoPushTokenReader.sessionsOf(store.read, known.id as UserId)).toEqual([]);
    await store.close();
    expect(expo.pushes).toHaveLength(pushes);
    expect(expo.asked).toEqual([]);
  });
});
