import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestError, TestPerson } from '../../../test/test-person.ts';

interface Created {
  ok: true;
  delivered: boolean;
  followup_id: string;
}
interface Listed<Item> {
  items: Item[];
  nextCursor?: string;
}
interface FollowUp {
  id: string;
  message: string;
  deliver_at: string;
  delivered_at: string | null;
  conversation_id: string | null;
}
interface Notification {
  id: string;
  kind: string;
  channel: string;
  status: string;
  text: string;
  conversation_id: string | null;
  sent_at: string | null;
}

describe.each(DIALECTS)('follow-ups and notifications over HTTP on %s', (dialect) => {
  let server: TestServer;
  let ada: TestPerson;
  let nowMs = Date.parse('2026-05-01T12:00:00Z');
  beforeAll(async () => {
    server = await startTestServer(dialect, { clock: { now: () => nowMs, monotonic: () => nowMs } });
    ada = await server.person();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const followUp = (body: object) => ada.call<Created>('POST', '/followups', body);
  const notifications = async (query = '') =>
    (await ada.call<Listed<Notification>>('GET', `/notifications${query}`)).body;

  it('tells at once, in the conversation and among the notifications', async () => {
    const begun = await ada.call<{ conversation: { id: string } }>('POST', '/conversations', {});
    const conversation_id = begun.body.conversation.id;
    const { status, body } = await followUp({ message: ' How did it go? ', conversation_id });
    expect([status, body]).toEqual([200, { ok: true, delivered: true, followup_id: expect.any(String) }]);
    expect(await ada.messages(conversation_id)).toMatchObject([
      { role: 'assistant', text: 'How did it go?', status: 'complete', source: 'api', parent_id: null },
    ]);
    expect((await notifications()).items).toEqual([
      {
        id: expect.any(String),
        kind: 'follow_up',
        channel: 'app',
        status: 'sent',
        text: 'How did it go?',
        conversation_id,
        reason: null,
        created_at: '2026-05-01T12:00:00.000Z',
        sent_at: '2026-05-01T12:00:00.000Z',
      },
    ]);
  });

  it('tells later what was asked for later', async () => {
    const { body } = await followUp({ message: 'Later', deliver_at: '2026-05-01T15:30:00+02:00' });
    expect(body.delivered).toBe(false);
    const find = async () =>
      (await ada.call<Listed<FollowUp>>('GET', '/followups')).body.items.find(({ id }) => id === body.followup_id);
    expect(await find()).toMatchObject({ deliver_at: '2026-05-01T13:30:00.000Z', delivered_at: null });
    nowMs = Date.parse('2026-05-01T13:30:00Z');
    // Whatever is queued wakes the worker, which would look by itself within seconds.
    await followUp({ message: 'Now' });
    await expect.poll(async () => (await find())?.delivered_at).toBe('2026-05-01T13:30:00.000Z');
    expect((await notifications()).items.map(({ text }) => text)).toContain('Later');
    expect((await ada.call('DELETE', `/followups/${body.followup_id}`)).body.error.code).toBe('E1003');
  });

  it('makes one follow-up of a request that comes twice', async () => {
    const body = { message: 'Once', deliver_at: '2027-01-01T00:00:00Z' };
    const send = async () =>
      (await ada.fetch('POST', '/followups', body, { 'idempotency-key': 'the-same' })).json() as Promise<Created>;
    const [first, second] = await Promise.all([send(), send()]);
    expect(second).toEqual(first);
    expect((await ada.call('DELETE', `/followups/${first.followup_id}`)).status).toBe(200);
    expect((await ada.call('DELETE', `/followups/${first.followup_id}`)).status).toBe(404);
  });

  it.each([
    ['no message', {}],
    ['an empty message', { message: ' ' }],
    ['a time that is none', { message: 'x', deliver_at: 'tomorrow' }],
    ['a time without its zone', { message: 'x', deliver_at: '2026-05-01T12:00:00' }],
    ['an unknown key', { message: 'x', user_id: 'somebody' }],
    ['too long a message', { message: 'x'.repeat(10_001) }],
  ])('refuses %s', async (_, body) => {
    const { status, body: answer } = await ada.call<TestError>('POST', '/followups', body);
    expect([status, answer.error.code]).toEqual([400, 'E1001']);
  });

  it('lists notifications and follow-ups page by page, newest first, to their owner alone', async () => {
    const bob = await server.person();
    for (const message of ['one', 'two', 'three']) await bob.call('POST', '/followups', { message });
    for (const path of ['/notifications', '/followups']) {
      const first = await bob.call<Listed<{ text?: string; message?: string }>>('GET', `${path}?limit=2`);
      const rest = await bob.call<Listed<{ text?: string; message?: string }>>(
        'GET',
        `${path}?limit=2&cursor=${first.body.nextCursor}`,
      );
      const said = [...first.body.items, ...rest.body.items].map(({ text, message }) => text ?? message);
      expect(said).toEqual(['three', 'two', 'one']);
      expect(rest.body.nextCursor).toBeUndefined();
      expect((await bob.call('GET', `${path}?cursor=made-up`)).body.error.code).toBe('E1001');
    }
  });
});
