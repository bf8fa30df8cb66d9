import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../test/database.ts';
import type { TestEvent } from '../../test/event-stream.ts';
import type { ProviderCall } from '../../test/scripted-provider.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import type { TestPerson } from '../../test/test-person.ts';

/** The order of the events, each run of deltas as one. */
function orderOf(events: readonly TestEvent[]): string {
  return events
    .map(({ event }) => event)
    .filter((name, i, all) => name !== 'delta' || all[i - 1] !== 'delta')
    .join(' ');
}

function expectIdsToBeLengths(events: readonly TestEvent[]): void {
  let length = 0;
  for (const event of events) {
    if (event.event !== 'delta' || event.data.text === undefined) continue;
    length += event.data.text.length;
    expect(event.id).toBe(length);
  }
}

describe.each(DIALECTS)('an answer on %s', (dialect) => {
  let server: TestServer;
  let ada: TestPerson;
  beforeAll(async () => {
    server = await startTestServer(dialect);
    ada = await server.person();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it('comes as meta, deltas and final, each delta numbered with the length of the text so far', async () => {
    const stream = await ada.send('Hello?');
    const call = await server.provider.call('Hello?');
    const meta = await stream.until('meta');
    await call.emit('Hel', 'lo ', 'Ada');
    await stream.untilLength(9);
    await call.finish('length', { prompt_tokens: 7, completion_tokens: 3 });
    const events = await stream.rest();
    expect(orderOf(events)).toBe('meta delta final');
    expectIdsToBeLengths(events);
    expect(meta.data).toMatchObject({
      provider: 'openai-compatible',
      model: 'scripted',
      context: { messages: 1, dropped: 0 },
    });
    const final = events.at(-1);
    expect(final?.data).toMatchObject({
      finish_reason: 'length',
      usage: { prompt_tokens: 7, completion_tokens: 3 },
      message: {
        id: meta.data.message_id,
        text: 'Hello Ada',
        status: 'complete',
        parent_id: meta.data.user_message_id,
      },
    });
    const { headers } = stream.response;
    expect(headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(headers.get('x-accel-buffering')).toBe('no');
  });

  it('is stored as it was streamed, with emoji split over pieces, NUL and half characters', async () => {
    const stream = await ada.send('odd characters');
    const call = await server.provider.call('odd characters');
    await call.emit('a', '\ud83d', '\ude00b', 'x\0y', '\udc00z', 'ä\ud83c', '\ud83c\udf0d', '\ud83d');
    await call.finish();
    const events = await stream.rest();
    expectIdsToBeLengths(events);
    expect(stream.text).toBe('a😀bxy\ufffdzä\ufffd🌍');
    const [answer] = await ada.messages((await idOf(stream.events)).conversation_id);
    expect(answer?.text).toBe(stream.text);
  });

  it('streams the thinking and keeps it beside the text', async () => {
    const stream = await ada.send('think');
    const call = await server.provider.call('think');
    await call.reason('Hm\0m. ');
    await call.emit('Yes.');
    await call.finish();
    const final = await stream.until('final');
    expect(stream.events.some(({ event, data }) => event === 'delta' && data.reasoning === 'Hm\0m. ')).toBe(true);
    expect(final.data.message).toMatchObject({ text: 'Yes.', provider_meta: { reasoning: 'Hm\0m. ' } });
  });

  it('is at hand in the database a quarter of a second after it was said, while it is still written', async () => {
    const stream = await ada.send('checkpoint');
    const call = await server.provider.call('checkpoint');
    const { conversation_id: conversation } = (await stream.until('meta')).data;
    await call.emit('first words');
    await stream.untilLength(11);
    const saidMs = performance.now();
    let [answer] = await ada.messages(conversation);
    while (answer?.text !== 'first words' && performance.now() - saidMs < 5_000)
      [answer] = await ada.messages(conversation);
    // 250 ms is the promise; the rest is for a machine that is busy with other tests.
    expect(performance.now() - saidMs).toBeLessThan(1_000);
    expect(answer).toMatchObject({ status: 'streaming', stream_id: (await idOf(stream.events)).stream_id });
    await call.finish();
    await stream.until('final');
  });

  it.each<[string, string, (call: ProviderCall) => unknown]>([
    ['refuses the key', 'E3003', (call) => call.refuse(401, 'bad key')],
    ['limits our rate', 'E3004', (call) => call.refuse(429, 'slow down', { 'retry-after': '7' })],
    ['answers with a page', 'E3005', (call) => call.page('<h1>Welcome</h1>')],
    ['dies before it answers', 'E3001', (call) => call.die()],
  ])('fails with one error, and gives the message back, when the provider %s', async (name, code, hurt) => {
    const before = await usedMessages(ada);
    const stream = await ada.send(name);
    await hurt(await server.provider.call(name));
    const events = await stream.rest();
    expect(orderOf(events)).toBe('meta error');
    const { conversation_id, message_id } = await idOf(events);
    expect(events.at(-1)?.data).toMatchObject({ code, message_id });
    const [answer] = await ada.messages(conversation_id);
    expect(answer).toMatchObject({ id: message_id, status: 'failed', text: '', error: { code } });
    expect(await usedMessages(ada)).toBe(before);
  });

  it.each<[string, string, (call: ProviderCall) => unknown]>([
    ['dies in the middle', 'E3001', (call) => call.die()],
    ['stops without saying why', 'E3005', (call) => call.end()],
    ['sends an error', 'E3003', (call) => call.raw('data: {"error":{"message":"out of memory"}}\n\n')],
    [
      'sends what is no JSON',
      'E3005',
      (call) => call.raw('data: {"choices":[{"de\n\n'.repeat(50)).then(() => call.end()),
    ],
  ])('keeps what was written and counts the message when the provider %s', async (name, code, hurt) => {
    const before = await usedMessages(ada);
    const stream = await ada.send(name);
    const call = await server.provider.call(name);
    await call.emit('Half an ', 'answer');
    await stream.untilLength(14);
    await hurt(call);
    const events = await stream.rest();
    expect(orderOf(events)).toBe('meta delta error');
    expect(events.at(-1)?.data).toMatchObject({ code });
    const [answer] = await ada.messages((await idOf(events)).conversation_id);
    expect(answer).toMatchObject({ status: 'failed', text: 'Half an answer', error: { code } });
    expect(await usedMessages(ada)).toBe(before + 1);
  });

  it('fails with one error when nobody is at the provider’s address', async () => {
    const stream = await ada.send({ text: 'anyone?', provider: 'ollama', model: 'llama' });
    const events = await stream.rest();
    expect(orderOf(events)).toBe('meta error');
    expect(events.at(-1)?.data).toMatchObject({ code: 'E3001', retryable: true });
  });

  it('stores sixteen megabytes whole', async () => {
    const piece = `${'long answer 🌍 '.repeat(2_000)}\n`;
    const pieces = 560;
    const sending = ada.call<{ assistant_text: string; conversation_id: string }>('POST', '/messages/send', {
      text: 'everything',
    });
    const call = await server.provider.call('everything');
    for (let i = 0; i < pieces; i += 1) await call.emit(piece);
    await call.finish();
    const { assistant_text, conversation_id } = (await sending).body;
    const sha = (text: string | undefined) =>
      createHash('sha256')
        .update(text ?? '')
        .digest('hex');
    const expected = sha(piece.repeat(pieces));
    expect(sha(assistant_text)).toBe(expected);
    expect(sha((await ada.messages(conversation_id))[0]?.text)).toBe(expected);
  });
});

async function idOf(events: readonly TestEvent[]) {
  const [first] = events;
  if (first?.event !== 'meta') throw new Error('the stream does not begin with meta');
  return first.data;
}

async function usedMessages(person: TestPerson): Promise<number> {
  const { body } = await person.call<{ quota: { today: { messages: number } } }>('GET', '/me');
  return body.quota.today.messages;
}
