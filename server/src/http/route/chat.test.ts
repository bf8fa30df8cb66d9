import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestPerson } from '../../../test/test-person.ts';
import { createId } from '../../kit/id.ts';
import { CHAT_LIMITS } from '../../kit/limits.ts';

describe.each(DIALECTS)('the chat routes on %s', (dialect) => {
  let server: TestServer;
  let ada: TestPerson;
  let eve: TestPerson;
  beforeAll(async () => {
    server = await startTestServer(dialect);
    ada = await server.person();
    eve = await server.person();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const codeOf = async (body: Record<string, unknown>, path = '/chat/stream') => {
    const answer = await ada.call('POST', path, body);
    return [answer.status, answer.body.error.code];
  };

  it('another person’s things answer word for word as missing ones', async () => {
    const stream = await ada.send('my secret');
    const call = await server.provider.call('my secret');
    const meta = (await stream.until('meta')).data;
    await call.emit('it is');
    await stream.untilLength(5);
    const none = createId<string>();
    const uses: ((ids: { conversation: string; message: string; stream: string }) => [string, string, object?])[] = [
      ({ stream: id }) => ['GET', `/chat/streams/${id}`],
      ({ stream: id }) => ['POST', '/chat/cancel', { stream_id: id }],
      ({ message: id }) => ['POST', '/chat/retry', { message_id: id }],
      ({ conversation: id }) => ['POST', '/chat/stream', { text: 'x', conversation_id: id }],
      ({ conversation: id }) => ['POST', '/messages/send', { text: 'x', conversation_id: id }],
      ({ conversation: id, message }) => [
        'POST',
        '/chat/stream',
        { text: 'x', conversation_id: id, parent_id: message },
      ],
      ({ conversation: id }) => ['GET', `/conversations/${id}`],
      ({ conversation: id }) => ['PATCH', `/conversations/${id}`, { title: 'mine now' }],
      ({ conversation: id }) => ['DELETE', `/conversations/${id}`],
      ({ conversation: id }) => ['GET', `/conversations/${id}/messages`],
      ({ conversation: id, message }) => ['GET', `/conversations/${id}/messages?branch=${message}`],
    ];
    const hers = { conversation: meta.conversation_id, message: meta.user_message_id, stream: meta.stream_id };
    const missing = { conversation: none, message: none, stream: none };
    const read = async ([method, path, body]: [string, string, object?]) => {
      const answer = await eve.fetch(method, path, body);
      const text = await answer.text();
      return { status: answer.status, text: text.replace(answer.headers.get('x-request-id') ?? '', 'id') };
    };
    for (const use of uses) {
      const [found, absent] = [await read(use(hers)), await read(use(missing))];
      expect(found, use(missing).join(' ')).toEqual(absent);
      expect(found.status).toBe(404);
      expect(JSON.parse(found.text)).toMatchObject({ ok: false, error: { code: 'E1002' } });
    }
    // Nor does a message of hers let itself be hung into a conversation of Eve's.
    const own = (await (await eve.send('my own')).until('meta')).data;
    const child = { text: 'x', conversation_id: own.conversation_id, parent_id: meta.message_id };
    expect((await eve.call('POST', '/chat/stream', child)).body.error.code).toBe('E1002');
    expect((await eve.call<{ streams: object[] }>('GET', '/chat/streams')).body.streams).toHaveLength(1);
    const { body } = await ada.call<{ streams: object[] }>('GET', '/chat/streams');
    expect(body.streams).toEqual([expect.objectContaining({ stream_id: meta.stream_id, message_id: meta.message_id })]);
    await call.finish();
    expect((await stream.until('final')).data.message.status).toBe('complete');
  });

  it('a parent of another conversation of one’s own is missing too', async () => {
    const one = (await (await ada.send('first place')).until('meta')).data;
    const two = (await (await ada.send('second place')).until('meta')).data;
    const { conversation_id } = two;
    expect(await codeOf({ text: 'x', conversation_id, parent_id: one.user_message_id })).toEqual([404, 'E1002']);
  });

  it.each([
    { text: '' },
    { text: ' \n ' },
    { text: 1 },
    { text: null },
    {},
    { text: 'x', role: 'admin' },
    { text: 'x', user_id: 'x' },
    { text: 'x', options: { temperature: 3 } },
    { text: 'x', options: { max_tokens: 0 } },
    { text: 'x', options: { seed: 1 } },
    { text: 'x', conversation_id: '' },
    { text: 'x', client_message_id: 'x'.repeat(101) },
    { text: 'x', client_message_id: 'nul \0' },
    { text: 'x', conversation_id: '\0' },
    { text: 'x', provider: 'ollama', model: 'nul \0' },
    { text: 'x'.repeat(CHAT_LIMITS.textUnits + 1) },
    { text: 'x', options: { system_prompt: 'x'.repeat(CHAT_LIMITS.systemPromptUnits + 1) } },
  ])('refuse the body %o', async (body) => {
    const { status, body: answer } = await ada.call('POST', '/chat/stream', body);
    expect([status, answer.error.code]).toEqual([400, 'E1001']);
    expect(JSON.stringify(answer.error.details)).toContain('field');
  });

  it.each(['%00', 'a%00b', '%F0%9F%98%80', `${'x'.repeat(100)}`])('find nothing under the id %j', async (id) => {
    for (const path of [`/chat/streams/${id}`, `/conversations/${id}`, `/conversations/${id}/messages`]) {
      const { status } = await ada.call('GET', path);
      expect([400, 404]).toContain(status);
    }
  });

  it('take a message of the greatest length, and store it clean of NUL', async () => {
    const text = `${'é'.repeat(CHAT_LIMITS.textUnits - 2)}\0!`;
    const stream = await ada.send({ text, model: 'scripted' });
    const call = await server.provider.call(text.replace('\0', ''));
    await call.finish();
    const { message } = (await stream.until('final')).data;
    const question = (await ada.messages(message.conversation_id)).find(({ role }) => role === 'user');
    expect(question?.text).toBe(text.replace('\0', ''));
  });

  it('note whether the page or a program sent a message', async () => {
    const send = (headers: Record<string, string>) =>
      fetch(`${server.url}/chat/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ text: 'where from?' }),
      });
    for (const [headers, source] of [
      [ada.cookie, 'web'],
      [{ authorization: `Bearer ${ada.token}` }, 'api'],
    ] as const) {
      const response = await send(headers);
      await (await server.provider.call('where from?')).finish();
      expect(await response.text()).toContain(`"source":"${source}"`);
    }
  });

  it('end the streams of a session that ends, and no others', async () => {
    const laptop = await server.signIn(ada);
    const phone = await server.signIn(ada);
    const onLaptop = await laptop.send('still here?');
    const call = await server.provider.call('still here?');
    const { stream_id, conversation_id } = (await onLaptop.until('meta')).data;
    const onPhone = await phone.resume(stream_id);
    await onPhone.until('meta');
    const endedMs = performance.now();
    expect((await laptop.call('POST', '/auth/logout')).status).toBe(200);
    expect(await onLaptop.next()).toBeUndefined();
    expect(performance.now() - endedMs).toBeLessThan(1_000);
    expect((await laptop.call('GET', `/chat/streams/${stream_id}`)).status).toBe(401);
    await call.emit('Here.');
    await call.finish();
    await onPhone.until('final');
    expect((await phone.messages(conversation_id))[0]).toMatchObject({ text: 'Here.', status: 'complete' });
  });
});
