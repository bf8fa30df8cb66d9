import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../test/database.ts';
import { readStream } from '../../test/event-stream.ts';
import { runSql } from '../../test/raw-sql.ts';
import type { ProviderCall } from '../../test/scripted-provider.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import type { TestConversation, TestMessage, TestPerson } from '../../test/test-person.ts';
import { systemClock } from '../kit/clock.ts';
import { createLog } from '../log.ts';
import { createRuns } from '../run/runs.ts';
import { openStoreBeside } from '../store/open.ts';

describe.each(DIALECTS)('branches on %s', (dialect) => {
  let server: TestServer;
  let ada: TestPerson;
  beforeAll(async () => {
    server = await startTestServer(dialect);
    ada = await server.person();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const post = (path: string, body: object, headers = {}) => ada.fetch('POST', path, body, headers);
  const open = async (path: string, body: object, headers = {}) => readStream(await post(path, body, headers));
  const refused = async (path: string, body: object) => {
    const { status, body: answer } = await ada.call('POST', path, body);
    return [status, answer.error.code];
  };
  /** Sends, or does what another path says, and gives the answer's end. */
  async function exchange(body: Record<string, unknown>, answer: string, path = '/chat/stream') {
    const stream = await open(path, body);
    const call = await server.provider.call();
    await call.emit(answer);
    await call.finish();
    const { message } = (await stream.until('final')).data;
    return { call, message, text: stream.text };
  }
  /** An answer that was stopped after some words. */
  async function stopped(text: string, words: string, body: object = {}): Promise<TestMessage> {
    const stream = await ada.send({ text, ...body });
    const call = await server.provider.call(text);
    await call.emit(words);
    const { stream_id } = (await stream.until('meta')).data;
    await stream.untilLength(words.length);
    await ada.call('POST', '/chat/cancel', { stream_id });
    return (await stream.until('final')).data.message;
  }
  const find = async (conversation: string, id: string) =>
    (await ada.messages(conversation, `?limit=100&branch=${id}`)).find((message) => message.id === id);
  const texts = (call: ProviderCall) => call.messages.map(({ content }) => content);

  it('an edit stands beside the old message, which is kept with everything below it', async () => {
    const first = await exchange({ text: 'My name is Ada' }, 'Hello Ada.');
    const conversation_id = first.message.conversation_id;
    const second = await exchange({ text: 'Who am I?', conversation_id }, 'You are Ada.');
    const asked = second.message.parent_id ?? '';
    const edit = { message_id: asked, text: 'Who are you?' };
    const edited = await exchange(edit, 'A model.', '/chat/edit');
    expect(texts(edited.call)).toEqual(['My name is Ada', 'Hello Ada.', 'Who are you?']);
    const branch = await ada.messages(conversation_id);
    expect(branch.map(({ text }) => text)).toEqual(['A model.', 'Who are you?', 'Hello Ada.', 'My name is Ada']);
    expect(branch[1]?.siblings).toEqual([asked, branch[1]?.id]);
    const old = await ada.messages(conversation_id, `?branch=${second.message.id}`);
    expect(old.map(({ text }) => text)).toEqual(['You are Ada.', 'Who am I?', 'Hello Ada.', 'My name is Ada']);

    const root = await exchange({ message_id: first.message.parent_id, text: 'I am Eve' }, 'Hello Eve.', '/chat/edit');
    expect(texts(root.call)).toEqual(['I am Eve']);
    expect(await find(conversation_id, root.message.parent_id ?? '')).toMatchObject({
      parent_id: null,
      siblings: [first.message.parent_id, root.message.parent_id],
    });
    expect(await refused('/chat/edit', { message_id: root.message.id, text: 'x' })).toEqual([409, 'E1003']);
  });

  it('two edits at once with one id are one, with other words a conflict, and the old answer goes on', async () => {
    const stream = await ada.send('Count to ten');
    const call = await server.provider.call('Count to ten');
    const { user_message_id, conversation_id } = (await stream.until('meta')).data;
    await call.emit('one ');
    const edit = { message_id: user_message_id, text: 'Count to three', client_message_id: `edit-${dialect}` };
    const both = await Promise.all([open('/chat/edit', edit), open('/chat/edit', edit)]);
    const other = await server.provider.call('Count to three');
    await other.emit('one two three');
    await other.finish();
    const ends = await Promise.all(both.map((reader) => reader.until('final')));
    expect(new Set(ends.map(({ data }) => data.message.id)).size).toBe(1);
    expect(await refused('/chat/edit', { ...edit, text: 'Count to four' })).toEqual([409, 'E1003']);
    expect(await refused('/chat/edit', { ...edit, message_id: ends[0]?.data.message.parent_id })).toEqual([
      409,
      'E1003',
    ]);
    await call.emit('two');
    await call.finish();
    await stream.until('final');
    const [newest] = await ada.messages(conversation_id);
    expect(newest?.text).toBe('one two three');
    const [older] = await ada.messages(conversation_id, `?branch=${user_message_id}`);
    expect(older).toMatchObject({ text: 'one two', status: 'complete' });
  });

  it('another try keeps what was chosen for the first one', async () => {
    const options = { temperature: 0.3, max_tokens: 50, system_prompt: 'Be brief.' };
    const { message } = await exchange({ text: 'Chosen?', options }, 'Yes.');
    expect(message.provider_meta?.options).toEqual(options);
    for (const message_id of [message.id, message.parent_id]) {
      const { call } = await exchange({ message_id }, 'Still.', '/chat/retry');
      expect(call.body).toMatchObject({ temperature: 0.3, max_tokens: 50 });
      expect(texts(call)).toEqual(['Be brief.', 'Chosen?']);
    }
  });

  it('goes on with a stopped answer in a new one, which a reader gets from its beginning', async () => {
    const old = await stopped('Tell me a story', 'Once upon a ti', { options: { temperature: 0.9 } });
    const before = await ada.call<{ today: { tokens: number } }>('GET', '/account/usage');
    const headers = { 'idempotency-key': `continue-${dialect}` };
    const both = await Promise.all([0, 1].map(() => open('/chat/continue', { message_id: old.id }, headers)));
    const call = await server.provider.call();
    expect(texts(call).slice(0, 2)).toEqual(['Tell me a story', 'Once upon a ti']);
    expect(call.body).toMatchObject({ temperature: 0.9 });
    const [stream, twin] = both;
    if (!stream || !twin) throw new Error('no streams');
    const { stream_id } = (await stream.until('meta')).data;
    expect(await stream.untilLength(old.text.length)).toBe(old.text);
    const [running] = await ada.messages(old.conversation_id);
    expect(running).toMatchObject({ status: 'streaming', text: old.text, siblings: [old.id, running?.id] });
    await call.emit('me, 👋 ', 'the end.');
    await call.finish('stop', { prompt_tokens: 20, completion_tokens: 7 });
    const { message } = (await stream.until('final')).data;
    await twin.until('final');
    expect([stream.text, twin.text]).toEqual(Array(2).fill('Once upon a time, 👋 the end.'));
    const ids = stream.events.flatMap((event) => (event.event === 'delta' ? [event.id] : []));
    expect([ids[0], ids.at(-1)]).toEqual([old.text.length, message.text.length]);
    expect(message).toMatchObject({ text: stream.text, status: 'complete', parent_id: old.parent_id });
    expect(message.provider_meta).toMatchObject({ continued_at: old.text.length, options: { temperature: 0.9 } });
    const after = await ada.call<{ today: { tokens: number } }>('GET', '/account/usage');
    expect(after.body.today.tokens - before.body.today.tokens).toBe(27);
    for (const from of [0, 5, 14, 16, 1_000]) {
      const reader = await ada.resume(stream_id, from);
      await reader.until('final');
      expect(reader.text).toBe(message.text.slice(from));
    }
    expect(await find(old.conversation_id, old.id)).toMatchObject({ text: old.text, status: 'cancelled' });
  });

  it('goes on with what became too long or failed, again and again, and with nothing else', async () => {
    const stream = await ada.send({ text: 'Too long' });
    const call = await server.provider.call('Too long');
    await call.emit('a');
    await call.finish('length');
    let { message } = (await stream.until('final')).data;
    for (const text of ['ab', 'abc']) {
      const reader = await open('/chat/continue', { message_id: message.id });
      const next = await server.provider.call();
      await next.emit(text.slice(-1));
      await reader.untilLength(text.length);
      next.die();
      await reader.until('error');
      const [newest] = await ada.messages(message.conversation_id);
      expect(newest).toMatchObject({ text, status: 'failed' });
      if (newest) message = newest;
    }
    const done = await exchange({ message_id: message.id }, 'd', '/chat/continue');
    expect(done.message).toMatchObject({ text: 'abcd', status: 'complete', provider_meta: { continued_at: 3 } });
    expect(done.message.siblings).toHaveLength(4);
    expect(await refused('/chat/continue', { message_id: done.message.id })).toEqual([409, 'E1003']);
    expect(await refused('/chat/continue', { message_id: done.message.parent_id })).toEqual([409, 'E1003']);
    const empty = await stopped('Say nothing', '');
    expect(await refused('/chat/continue', { message_id: empty.id })).toEqual([409, 'E1003']);
  });

  it('keeps what an answer began with when its server dies, and books nothing for it', async () => {
    const words = `${'x'.repeat(65_535)}👋 and more`;
    const old = await stopped('Long ago', words);
    const path = `/conversations/${old.conversation_id}/messages`;
    const used = async () =>
      (await ada.call<{ today: { messages: number; tokens: number } }>('GET', '/account/usage')).body.today;
    const before = await used();
    const stream = await open('/chat/continue', { message_id: old.id });
    const { stream_id, message_id } = (await stream.until('meta')).data;
    await server.provider.call();
    // Another process takes over, as after a death of the first.
    const { store } = await openStoreBeside(server.database.location);
    const expire = () =>
      runSql(server.database, `update runs set lease_expires_at = 0 where id = '${stream_id}' returning id`);
    const runs = createRuns({
      store,
      clock: systemClock,
      log: createLog('silent'),
      instance: 'another',
      after: async () => undefined,
    });
    // The first one lives on here, and may renew its lease in between.
    await expect.poll(() => expire().then(() => runs.recover())).toBe(1);
    await store.close();
    const { body } = await ada.call<{ items: TestMessage[] }>('GET', path);
    expect(body.items[0]).toMatchObject({ id: message_id, status: 'interrupted', text: words });
    expect(await used()).toEqual(before);
    const [pieces] = await runSql(server.database, 'select count(*) as n from message_pieces');
    expect(Number(pieces?.n)).toBe(0);
    const done = await exchange({ message_id }, '.', '/chat/continue');
    expect(done.message.text).toBe(`${words}.`);
    expect(done.text).toBe(`${words}.`);
  });

  it('copies a conversation up to a message into a new one', async () => {
    const first = await exchange({ text: 'Root', options: { temperature: 0.1 } }, 'First.');
    const origin = first.message.conversation_id;
    const next = await exchange({ text: 'Then', conversation_id: origin }, 'Second.');
    await exchange({ message_id: next.message.parent_id, text: 'Otherwise' }, 'Third.', '/chat/edit');
    await ada.call('PATCH', `/conversations/${origin}`, { title: 'Roots', pinned: true, system_prompt: 'Be kind.' });
    const branch = (message_id: string, headers = {}) =>
      post(`/conversations/${origin}/branch`, { message_id }, headers);
    const headers = { 'idempotency-key': `branch-${dialect}` };
    const [made, again] = await Promise.all([0, 1].map(() => branch(next.message.id, headers).then((r) => r.json())));
    expect(again).toEqual(made);
    const { conversation } = made as { conversation: TestConversation };
    expect(conversation).toMatchObject({ title: 'Roots (branch)', pinned: false, system_prompt: 'Be kind.' });

    const copy = await ada.messages(conversation.id);
    const original = await ada.messages(origin, `?limit=100&branch=${next.message.id}`);
    const shape = ({ role, text, status, source, provider_meta, created_at, updated_at }: TestMessage) => ({
      role,
      text,
      status,
      source,
      provider_meta,
      created_at,
      updated_at,
    });
    expect(copy.map(shape)).toEqual(original.map(shape));
    const ids = copy.map(({ id }) => id);
    expect(copy.map(({ parent_id }) => parent_id)).toEqual([...ids.slice(1), null]);
    expect(original.map(({ id }) => id).filter((id) => ids.includes(id))).toEqual([]);
    const gone = await exchange({ text: 'Onwards', conversation_id: conversation.id }, 'Go.');
    expect(texts(gone.call)).toEqual(['Be kind.', 'Root', 'First.', 'Then', 'Second.', 'Onwards']);
    expect(await ada.messages(origin)).toHaveLength(4);

    expect(await refused(`/conversations/${conversation.id}/branch`, { message_id: next.message.id })).toEqual([
      404,
      'E1002',
    ]);
    const stream = await ada.send({ text: 'Wait', conversation_id: origin });
    const { message_id } = (await stream.until('meta')).data;
    expect((await branch(message_id)).status).toBe(409);
    await (await server.provider.call('Wait')).finish();
    await stream.until('final');
  });

  it('copies thousands of messages at once', async () => {
    const { message } = await exchange({ text: 'The first of many' }, 'Yes.');
    const idOf = (i: number) => message.id.slice(0, -12) + String(i).padStart(12, '0');
    const rows = Array.from({ length: 3_000 }, (_, i) => {
      const id = idOf(i);
      const parent = i === 0 ? message.id : idOf(i - 1);
      return `('${id}', '${message.conversation_id}', '${ada.id}', '${parent}', 'user', 'm${i}', 'complete', 'api', 0, 0)`;
    });
    await runSql(
      server.database,
      `insert into messages (id, conversation_id, user_id, parent_id, role, text, status, source, created_at, updated_at) values ${rows.join(',')} returning id`,
    );
    const { body } = await ada.call<{ conversation: TestConversation }>(
      'POST',
      `/conversations/${message.conversation_id}/branch`,
      { message_id: idOf(2_999) },
    );
    const [newest] = await ada.messages(body.conversation.id, '?limit=1');
    expect(newest?.text).toBe('m2999');
    const [count] = await runSql(
      server.database,
      `select count(*) as n from messages where conversation_id = '${body.conversation.id}'`,
    );
    expect(Number(count?.n)).toBe(3_002);
  });
});
