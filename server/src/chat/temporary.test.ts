import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DIALECTS } from '../../test/database.ts';
import { findTraces } from '../../test/find-traces.ts';
import { runSql } from '../../test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import { ADMIN, type TestConversation, type TestPerson } from '../../test/test-person.ts';
import { must } from '../kit/must.ts';

const HOUR_MS = 3_600_000;
/** From the start to the first cleaning. */
const FIRST_SWEEP_MS = 60_000;
const DAY_MS = 24 * HOUR_MS;

describe.each(DIALECTS)('temporary conversations on %s', (dialect) => {
  let server: TestServer;
  /** Begins the hourly cleaning. */
  let tick: () => void;
  let nowMs = Date.UTC(2030, 0, 1);
  beforeAll(async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout');
    server = await startTestServer(dialect, { clock: { now: () => nowMs, monotonic: () => performance.now() } });
    const sweeps = timers.mock.calls.flatMap(([sweep, ms]) => (ms === FIRST_SWEEP_MS ? [sweep] : []));
    timers.mockRestore();
    tick = must(sweeps[0], 'the first cleaning');
  });
  afterAll(() => server[Symbol.asyncDispose]());

  /** Does the hourly cleaning until nothing but `left` is due. Again and again, as one that began earlier may be past the conversations already. */
  async function sweep(left = 0): Promise<void> {
    const due = `select count(*) as n from conversations where expires_at <= ${nowMs}`;
    await vi.waitFor(async () => {
      tick();
      expect(Number((await runSql(server.database, due))[0]?.n)).toBe(left);
    }, 30_000);
  }
  async function say(ada: TestPerson, body: Record<string, unknown> & { text: string }) {
    const stream = await ada.send(body);
    const call = await server.provider.call(body.text);
    await call.emit(`Answer to ${body.text}`);
    await call.finish();
    return (await stream.until('final')).data.message;
  }
  const find = (ada: TestPerson, id: string) =>
    ada.call<{ conversation: TestConversation }>('GET', `/conversations/${id}`);
  const expiryOf = async (ada: TestPerson, id: string) => (await find(ada, id)).body.conversation.expires_at;
  const list = async (ada: TestPerson) =>
    (await ada.call<{ items: TestConversation[] }>('GET', '/conversations')).body.items.map(({ id }) => id);

  it('are in no list, export, suggestion or title, and go with everything a day after their last message', async () => {
    const ada = await server.person();
    await ada.call('PATCH', '/preferences', { suggest_memories: true });
    const earlier = await say(ada, { text: 'An hour earlier', temporary: true });
    const said = await say(ada, { text: 'A xylophone secret', temporary: true });
    const id = said.conversation_id;
    expect(await expiryOf(ada, id)).toBe(new Date(nowMs + DAY_MS).toISOString());
    nowMs += HOUR_MS;
    const next = await say(ada, { text: 'Another xylophone', conversation_id: id });
    expect(await expiryOf(ada, id)).toBe(new Date(nowMs + DAY_MS).toISOString());
    const branch = await ada.call<{ conversation: TestConversation }>('POST', `/conversations/${id}/branch`, {
      message_id: said.id,
    });
    const copy = branch.body.conversation.id;
    expect(await expiryOf(ada, copy)).toBe(new Date(nowMs + DAY_MS).toISOString());

    expect(await list(ada)).toEqual([]);
    await ada.call('POST', '/auth/confirm', { password: ADMIN.password });
    const archive = unzipSync(new Uint8Array(await (await ada.fetch('GET', '/account/export')).arrayBuffer()));
    expect(Object.values(archive).filter((file) => /xylophone/.test(strFromU8(file)))).toEqual([]);
    const found = await ada.fetch('GET', '/search?q=xylophone');
    expect(await found.text()).not.toMatch(/secret|Another/);
    expect(await runSql(server.database, `select id from outbox where user_id = '${ada.id}'`)).toEqual([]);

    nowMs += DAY_MS - 1;
    await sweep();
    expect((await find(ada, earlier.conversation_id)).status).toBe(404);
    expect((await find(ada, id)).status).toBe(200);
    nowMs += 1;
    await sweep();
    for (const gone of [id, copy]) expect((await find(ada, gone)).status).toBe(404);
    expect(await findTraces(server.database, ['xylophone', id, copy, said.id, next.id, said.parent_id ?? id])).toEqual(
      [],
    );
  });

  it('go at once when they are deleted', async () => {
    const ada = await server.person();
    const { conversation_id: id, id: answer } = await say(ada, { text: 'A glockenspiel', temporary: true });
    expect((await ada.call('DELETE', `/conversations/${id}`)).status).toBe(200);
    expect(await findTraces(server.database, ['glockenspiel', id, answer])).toEqual([]);
  });

  it('stay when they are kept, as any other', async () => {
    const ada = await server.person();
    const made = await ada.call<{ conversation: TestConversation }>('POST', '/conversations', { temporary: true });
    const { id } = made.body.conversation;
    await say(ada, { text: 'Keep me', conversation_id: id });
    const kept = await ada.call<{ conversation: TestConversation }>('PATCH', `/conversations/${id}`, {
      temporary: false,
    });
    expect(kept.body.conversation).toMatchObject({ title: 'Keep me', expires_at: null });
    nowMs += 2 * DAY_MS;
    await sweep();
    expect(await list(ada)).toEqual([id]);
  });

  it('stay while an answer is being written in them', async () => {
    const ada = await server.person();
    const stream = await ada.send({ text: 'A very slow one', temporary: true });
    const { conversation_id: id } = (await stream.until('meta')).data;
    const call = await server.provider.call('A very slow one');
    nowMs += 2 * DAY_MS;
    const { conversation_id: other } = await say(ada, { text: 'Short', temporary: true });
    nowMs += DAY_MS;
    await sweep(1);
    expect((await find(ada, other)).status).toBe(404);
    expect((await find(ada, id)).status).toBe(200);
    await call.finish();
    await stream.until('final');
    await sweep();
    expect((await find(ada, id)).status).toBe(404);
  });

  it('are not made of others, nor in a window', async () => {
    const ada = await server.person();
    const { conversation_id: id } = await say(ada, { text: 'For ever' });
    for (const place of [{ conversation_id: id }, { slot: 1 }])
      expect((await ada.call('POST', '/chat/stream', { text: 'x', temporary: true, ...place })).status).toBe(400);
    expect((await ada.call('PATCH', `/conversations/${id}`, { temporary: true })).status).toBe(400);
    expect(await expiryOf(ada, id)).toBeNull();
  });

  it('stand beside others that are listed by whether they are pinned', async () => {
    const ada = await server.person();
    const [one, two, three] = await Promise.all(['1', '2', '3'].map((text) => say(ada, { text })));
    const change = (id = '', body: object) => ada.call('PATCH', `/conversations/${id}`, body);
    await change(one?.conversation_id, { pinned: true });
    await change(two?.conversation_id, { pinned: true, archived: true });
    const listed = async (query: string) => {
      const { body } = await ada.call<{ items: TestConversation[] }>('GET', `/conversations?${query}`);
      return body.items.map(({ id }) => id);
    };
    expect(await listed('pinned=true')).toEqual([one?.conversation_id]);
    expect(await listed('pinned=false')).toEqual([three?.conversation_id]);
    expect(await listed('archived=true&pinned=true')).toEqual([two?.conversation_id]);
    expect(await listed('archived=true&pinned=false')).toEqual([]);
    expect((await listed('')).length).toBe(2);
  });
});
