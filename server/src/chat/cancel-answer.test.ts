import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../test/database.ts';
import { chooseSeed, createRandom } from '../../test/random.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import type { TestPerson } from '../../test/test-person.ts';

const ROUNDS = 25;
const seed = chooseSeed();

describe.each(DIALECTS)('cancelling on %s', (dialect) => {
  let server: TestServer;
  let ada: TestPerson;
  beforeAll(async () => {
    server = await startTestServer(dialect);
    ada = await server.person();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const cancel = (streamId: string) => ada.call<{ status?: string }>('POST', '/chat/cancel', { stream_id: streamId });

  it('closes the provider’s connection and keeps the text', async () => {
    const stream = await ada.send('stop me');
    const call = await server.provider.call('stop me');
    const { stream_id, conversation_id } = (await stream.until('meta')).data;
    await call.emit('so ', 'far');
    await stream.untilLength(6);
    expect((await cancel(stream_id)).body).toEqual({ ok: true, status: 'cancelled' });
    await call.closed;
    const final = await stream.until('final');
    expect(final.data).toMatchObject({ finish_reason: 'cancelled', message: { text: 'so far', status: 'cancelled' } });
    expect(await stream.next()).toBeUndefined();
    expect((await ada.messages(conversation_id))[0]).toMatchObject({
      text: 'so far',
      status: 'cancelled',
      error: null,
    });
    expect((await cancel(stream_id)).body).toEqual({ ok: true, status: 'cancelled' });
  });

  it('before the first word leaves an empty answer that can be tried again', async () => {
    const stream = await ada.send('silent');
    const call = await server.provider.call('silent');
    const { stream_id, message_id } = (await stream.until('meta')).data;
    await cancel(stream_id);
    await call.closed;
    expect((await stream.until('final')).data.message).toMatchObject({ text: '', status: 'cancelled' });
    server.provider.answer((again) => again.finish());
    const retried = await ada.fetch('POST', '/chat/retry', { message_id });
    expect(await retried.text()).toContain('event: final');
    server.provider.answer(() => undefined);
  });

  it('after the end changes nothing', async () => {
    const stream = await ada.send('done');
    const call = await server.provider.call('done');
    await call.emit('All of it.');
    await call.finish();
    const final = await stream.until('final');
    const [meta] = stream.events;
    expect(meta?.event === 'meta' && (await cancel(meta.data.stream_id)).body).toEqual({
      ok: true,
      status: 'complete',
    });
    const [answer] = await ada.messages(final.data.message.conversation_id);
    expect(answer).toMatchObject({ text: 'All of it.', status: 'complete' });
  });

  it(`at the moment of the end, of a retry and of a deletion leads to one end (SEED=${seed})`, async () => {
    const random = createRandom(seed);
    for (let round = 0; round < ROUNDS; round += 1) {
      const question = `round ${round}`;
      const stream = await ada.send(question);
      const call = await server.provider.call(question);
      const { stream_id, conversation_id, user_message_id, message_id } = (await stream.until('meta')).data;
      await call.emit('some ', 'text');
      await stream.untilLength(9);
      const isDeleted = random() < 0.4;
      const acts: (() => Promise<unknown>)[] = [
        () => (random() < 0.3 ? Promise.resolve(call.die()) : call.finish()),
        () => cancel(stream_id),
        () => cancel(stream_id),
        () => ada.fetch('POST', '/chat/retry', { message_id: user_message_id }).then(endRetry),
        () =>
          ada.resume(stream_id, 2).then(
            (reader) => reader.rest(),
            () => undefined,
          ),
        ...(isDeleted ? [() => ada.call('DELETE', `/conversations/${conversation_id}`)] : []),
      ];
      const order = acts.map((act) => ({ act, at: random() })).sort((a, b) => a.at - b.at);
      const results = await Promise.all(order.map(({ act }) => act()));
      const events = await stream.rest();
      const ends = events.filter(({ event }) => event === 'final' || event === 'error');
      // A reader may be let go when the conversation is deleted under it; it never hears two ends.
      expect(ends.length, `round ${round}`).toBeLessThanOrEqual(1);
      for (const result of results) {
        const status = typeof result === 'object' && result !== null && 'status' in result ? result.status : 200;
        expect([200, 404, 503], `round ${round}`).toContain(status);
      }
      const list = await ada.fetch('GET', `/conversations/${conversation_id}/messages`);
      if (list.status === 404) continue;
      expect(ends).toHaveLength(1);
      const [end] = ends;
      const answer = (await ada.messages(conversation_id)).find(({ id }) => id === message_id);
      const seen = answer ?? (await ada.messages(conversation_id, `?branch=${message_id}`))[0];
      expect(seen?.text).toBe('some text');
      if (end?.event === 'final') expect(end.data.message).toMatchObject({ status: seen?.status, text: seen?.text });
      else expect(seen).toMatchObject({ status: 'failed' });
    }
    expect((await ada.call<{ streams: object[] }>('GET', '/chat/streams')).body.streams).toEqual([]);

    async function endRetry(response: Response): Promise<{ status: number }> {
      if (!response.ok || !response.body) return { status: response.status };
      const text = new TextDecoder();
      for await (const bytes of response.body) {
        const id = /"stream_id":"([^"]+)"/.exec(text.decode(bytes, { stream: true }))?.[1];
        if (id) await cancel(id);
      }
      return { status: response.status };
    }
  });
});
