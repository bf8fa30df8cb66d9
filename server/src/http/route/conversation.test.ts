import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { runSql } from '../../../test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestConversation, TestMessage, TestPerson } from '../../../test/test-person.ts';
import { CHAT_LIMITS } from '../../kit/limits.ts';

interface Page<Item> {
  items: Item[];
  nextCursor?: string;
}

describe.each(DIALECTS)('conversations on %s', (dialect) => {
  let server: TestServer;
  let ada: TestPerson;
  let nowMs = Date.UTC(2030, 0, 1);
  beforeAll(async () => {
    server = await startTestServer(dialect, { clock: { now: () => nowMs, monotonic: () => performance.now() } });
    ada = await server.person();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function create(person: TestPerson, body: object = {}): Promise<TestConversation> {
    const answer = await person.call<{ conversation: TestConversation }>('POST', '/conversations', body);
    expect(answer.status).toBe(200);
    return answer.body.conversation;
  }
  async function readAll<Item>(person: TestPerson, path: string, limit: number): Promise<Item[]> {
    const items: Item[] = [];
    let cursor = '';
    do {
      const { status, body } = await person.call<Page<Item>>('GET', `${path}?limit=${limit}${cursor}`);
      expect(status).toBe(200);
      expect(body.items.length).toBeLessThanOrEqual(limit);
      items.push(...body.items);
      cursor = body.nextCursor === undefined ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    return items;
  }

  it('are listed page by page, none twice and none left out, also where many changed at the same moment', async () => {
    const bob = await server.person();
    const made: string[] = [];
    for (let i = 0; i < 23; i += 1) {
      if (i % 10 === 0) nowMs += 1;
      made.push((await create(bob)).id);
    }
    for (const limit of [1, 4, 23, 100]) {
      const ids = (await readAll<TestConversation>(bob, '/conversations', limit)).map(({ id }) => id);
      expect(ids).toEqual(made.toReversed());
    }
  });

  it('have their messages page by page, newest first', async () => {
    server.provider.answer((call) => call.emit('Yes.').then(() => call.finish()));
    const { id: conversation_id } = await create(ada);
    for (let i = 0; i < 4; i += 1) await ada.call('POST', '/messages/send', { text: `message ${i}`, conversation_id });
    server.provider.answer(() => undefined);
    const path = `/conversations/${conversation_id}/messages`;
    const whole = await ada.messages(conversation_id);
    const questions = whole.filter(({ role }) => role === 'user').map(({ text }) => text);
    expect(questions).toEqual(['message 3', 'message 2', 'message 1', 'message 0']);
    expect(whole).toHaveLength(8);
    for (const limit of [1, 3, 8]) expect(await readAll<TestMessage>(ada, path, limit)).toEqual(whole);
  });

  it('move to the top with a new message', async () => {
    const bob = await server.person();
    const old = await create(bob);
    nowMs += 1;
    const recent = await create(bob);
    nowMs += 1;
    const stream = await bob.send({ text: 'up again', conversation_id: old.id });
    await (await server.provider.call('up again')).finish();
    await stream.until('final');
    expect((await readAll<TestConversation>(bob, '/conversations', 10)).map(({ id }) => id)).toEqual([
      old.id,
      recent.id,
    ]);
  });

  it('are named after their first message until they are renamed', async () => {
    const stream = await ada.send('  What is the\nweather   like?');
    const { conversation_id } = (await stream.until('meta')).data;
    const read = async () =>
      (await ada.call<{ conversation: TestConversation }>('GET', `/conversations/${conversation_id}`)).body
        .conversation;
    expect((await read()).title).toBe('What is the weather like?');
    await ada.call('PATCH', `/conversations/${conversation_id}`, { title: ' Weather\0 ' });
    expect((await read()).title).toBe('Weather');
    await stream.leave();
  });

  it('are pinned, archived and set up, each without touching the rest, also all at once', async () => {
    const { id } = await create(ada, { title: 'Plans' });
    const changes = [
      { title: 'Great plans' },
      { pinned: true },
      { archived: true },
      { system_prompt: 'Be brief.' },
      { provider: 'openai-compatible' },
      { model: 'tiny' },
    ];
    await Promise.all(changes.map((change) => ada.call('PATCH', `/conversations/${id}`, change)));
    const { body } = await ada.call<{ conversation: TestConversation }>('GET', `/conversations/${id}`);
    expect(body.conversation).toMatchObject(Object.assign({}, ...changes));
    const archived = await ada.call<Page<TestConversation>>('GET', '/conversations?archived=true');
    expect(archived.body.items.map((item) => item.id)).toEqual([id]);
    const listed = await readAll<TestConversation>(ada, '/conversations', 100);
    expect(listed.map((item) => item.id)).not.toContain(id);
    await ada.call('PATCH', `/conversations/${id}`, { pinned: false, archived: false, system_prompt: null });
    const after = await ada.call<{ conversation: TestConversation }>('GET', `/conversations/${id}`);
    expect(after.body.conversation).toMatchObject({
      pinned: false,
      archived: false,
      system_prompt: null,
      model: 'tiny',
    });
  });

  it('are listed by space, page by page, together with what else is asked', async () => {
    const bob = await server.person();
    const made: string[] = [];
    for (const title of ['one', 'two', 'three', 'four']) {
      nowMs += 1;
      made.push((await create(bob, { title, space: 'tasks' })).id);
      await create(bob, { title, space: 'friends' });
    }
    const [one, two, three, four] = made;
    await bob.call('PATCH', `/conversations/${one}`, { pinned: true });
    await bob.call('PATCH', `/conversations/${two}`, { archived: true });
    const list = async (query: string) =>
      (await bob.call<Page<TestConversation>>('GET', `/conversations?${query}`)).body.items.map(({ id }) => id);
    const first = await bob.call<Page<TestConversation>>('GET', '/conversations?space=tasks&limit=2');
    expect(first.body.items.map(({ id }) => id)).toEqual([four, three]);
    expect(await list(`space=tasks&limit=2&cursor=${first.body.nextCursor}`)).toEqual([one]);
    expect(await list('space=tasks&pinned=true')).toEqual([one]);
    expect(await list('space=tasks&pinned=false')).toEqual([four, three]);
    expect(await list('space=tasks&archived=true')).toEqual([two]);
    expect(await list('space=default')).toEqual([]);
    expect(await list('space=friends')).toHaveLength(4);
    // The index of titles follows what was written.
    await expect.poll(() => list('space=tasks&q=three'), { timeout: 30_000 }).toEqual([three]);
    expect((await bob.call('GET', '/conversations?space=nowhere')).body.error.code).toBe('E1001');
  });

  it('answer with the model and the system prompt they are set to', async () => {
    const { id } = await create(ada, { model: 'tiny', system_prompt: 'Be brief.' });
    const stream = await ada.send({ text: 'who are you?', conversation_id: id });
    const call = await server.provider.call('who are you?');
    expect(call).toMatchObject({
      model: 'tiny',
      messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user' }],
    });
    await call.finish();
    await stream.until('final');
  });

  it('are deleted with their messages and running answers', async () => {
    const stream = await ada.send('delete this');
    const call = await server.provider.call('delete this');
    const { conversation_id, stream_id } = (await stream.until('meta')).data;
    // The provider is silent, so nothing but the deletion itself can end the answer.
    expect((await ada.call('DELETE', `/conversations/${conversation_id}`)).body).toEqual({ ok: true });
    await call.closed;
    expect((await stream.until('error')).data.code).toBe('E1002');
    for (const path of [`/conversations/${conversation_id}`, `/chat/streams/${stream_id}`]) {
      expect((await ada.call('GET', path)).status).toBe(404);
    }
    expect((await ada.call('DELETE', `/conversations/${conversation_id}`)).status).toBe(404);
    for (const table of ['messages', 'runs']) {
      expect(
        await runSql(server.database, `select id from ${table} where conversation_id = '${conversation_id}'`),
      ).toEqual([]);
    }
  });

  it('are made once for one Idempotency-Key', async () => {
    const make = (title: string) =>
      ada.fetch('POST', '/conversations', { title }, { 'idempotency-key': 'same' }).then((answer) => answer.text());
    const answers = await Promise.all(Array.from({ length: 20 }, () => make('Once')));
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(await make('Twice'))).toMatchObject({ error: { code: 'E1003' } });
  });

  it.each([
    { title: '' },
    { title: 'x'.repeat(CHAT_LIMITS.titleUnits + 1) },
    { user_id: 'x' },
    { pinned: 1 },
    { model: 'nul \0' },
    { provider: 'nul \0' },
    { provider: 'half \ud800' },
  ])('refuse the change %o', async (change) => {
    const { id } = await create(ada);
    const { status, body } = await ada.call('PATCH', `/conversations/${id}`, change);
    expect([status, body.error.code]).toEqual([400, 'E1001']);
  });

  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each([
    'garbage',
    encoded([1]),
    encoded({}),
    encoded(['x', 'y']),
    encoded([1.5, 'x']),
    encoded([1e300, 'x']),
    encoded([null, 'x']),
    encoded([1, { a: 1 }]),
    encoded([1, 'nul \0']),
  ])('refuse the cursor %s', async (cursor) => {
    const { id } = await create(ada);
    for (const path of ['/conversations', `/conversations/${id}/messages`]) {
      const { status, body } = await ada.call('GET', `${path}?cursor=${cursor}`);
      expect([status, body.error?.code]).toEqual([400, 'E1001']);
    }
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'limit=1.5', 'unknown=1'])('refuse the query %s', async (query) => {
    expect((await ada.call('GET', `/conversations?${query}`)).body.error.code).toBe('E1001');
  });

  it('show nothing to whoever brings a cursor or a branch of another conversation', async () => {
    const stream = await ada.send('hidden');
    const { conversation_id, message_id } = (await stream.until('meta')).data;
    await stream.leave();
    const eve = await server.person();
    const hers = await create(eve);
    for (const query of [`cursor=${encoded([message_id])}`, `branch=${message_id}`]) {
      for (const id of [conversation_id, hers.id]) {
        const answer = await eve.call<Page<TestMessage>>('GET', `/conversations/${id}/messages?${query}`);
        expect(answer.body.items ?? []).toEqual([]);
        if (id === conversation_id) expect(answer.status).toBe(404);
      }
    }
  });
});
