import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../test/database.ts';
import { runSql } from '../../test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import type { TestPerson } from '../../test/test-person.ts';

describe.each(DIALECTS)('sending on %s', (dialect) => {
  let server: TestServer;
  let ada: TestPerson;
  beforeAll(async () => {
    server = await startTestServer(dialect);
    ada = await server.person();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function exchange(body: Record<string, unknown> & { text: string }, answer: string) {
    const stream = await ada.send(body);
    const call = await server.provider.call(body.text);
    await call.emit(answer);
    await call.finish();
    await stream.until('final');
    const [meta] = stream.events;
    if (meta?.event !== 'meta') throw new Error('no meta');
    return { call, meta: meta.data };
  }
  const callsFor = (question: string) => server.provider.calls.filter((call) => call.question === question);

  it('waits for the whole answer where no stream is wanted', async () => {
    const sending = ada.call<object>('POST', '/messages/send', { text: 'in one go' });
    const call = await server.provider.call('in one go');
    await call.emit('All ', 'at once.');
    await call.finish();
    expect(await sending).toMatchObject({
      status: 200,
      body: { ok: true, assistant_text: 'All at once.', message: { status: 'complete', text: 'All at once.' } },
    });
  });

  it('answers with the failure where no stream is wanted and the provider fails', async () => {
    const sending = ada.call('POST', '/messages/send', { text: 'refuse this' });
    (await server.provider.call('refuse this')).refuse(500, 'out of memory');
    const { status, body } = await sending;
    expect(status).toBe(502);
    expect(body.error).toMatchObject({ code: 'E3003', message: expect.stringContaining('out of memory') });
  });

  it('the same id with the same body gives the same answer, while it is written and after', async () => {
    const body = { text: 'only once', client_message_id: 'once', options: { temperature: 0.5, max_tokens: 9 } };
    const first = await ada.send(body);
    const call = await server.provider.call('only once');
    const second = await ada.send({ ...body, options: { max_tokens: 9, temperature: 0.5 } });
    await call.emit('Once.');
    await call.finish();
    await Promise.all([first.rest(), second.rest()]);
    const third = await ada.send(body);
    await third.rest();
    for (const stream of [second, third]) {
      expect(stream.text).toBe('Once.');
      expect(stream.events[0]).toEqual(first.events[0]);
      expect(stream.events.at(-1)?.event).toBe('final');
    }
    expect(callsFor('only once')).toHaveLength(1);
  });

  it.each([{ text: 'other words' }, { text: 'mine', model: 'tiny' }, { text: 'mine', options: { temperature: 1 } }])(
    'the same id with another body is a conflict: %o',
    async (other) => {
      const id = `conflict ${JSON.stringify(other)}`;
      const first = await ada.send({ text: 'mine', client_message_id: id });
      expect(await ada.call('POST', '/chat/stream', { ...other, client_message_id: id })).toMatchObject({
        status: 409,
        body: { error: { code: 'E1003' } },
      });
      await first.leave();
    },
  );

  it('the same id of another person is another message', async () => {
    const bob = await server.person();
    const mine = await ada.send({ text: 'my own', client_message_id: 'shared' });
    const theirs = await bob.send({ text: 'my own', client_message_id: 'shared' });
    expect((await mine.until('meta')).data.message_id).not.toBe((await theirs.until('meta')).data.message_id);
    await Promise.all([mine.leave(), theirs.leave()]);
  });

  it('fifty at once with the same id are one message and one question to the provider', async () => {
    const body = { text: 'fifty times', client_message_id: 'fifty' };
    const streams = await Promise.all(Array.from({ length: 50 }, () => ada.send(body)));
    const call = await server.provider.call('fifty times');
    await call.emit('One answer.');
    await call.finish();
    await Promise.all(streams.map((stream) => stream.rest()));
    const ids = new Set(streams.map(({ events }) => events[0]?.event === 'meta' && events[0].data.message_id));
    expect(ids.size).toBe(1);
    expect(new Set(streams.map(({ text }) => text))).toEqual(new Set(['One answer.']));
    expect(callsFor('fifty times')).toHaveLength(1);
    const rows = await runSql(server.database, `select id from messages where text = 'fifty times'`);
    expect(rows).toHaveLength(1);
  });

  it('twice at once with the last message of the day is one message, and both get its answer', async () => {
    const eve = await server.person();
    await setQuota(eve, { messages: 1 });
    const body = { text: 'the last one', client_message_id: 'last' };
    const streams = await Promise.all(Array.from({ length: 8 }, () => eve.send(body)));
    await (await server.provider.call('the last one')).finish();
    for (const stream of streams) expect((await stream.until('final')).data.quota.remaining.messages).toBe(0);
  });

  it('gives the provider the branch in its order, with the system prompt first', async () => {
    const first = await exchange({ text: 'My name is Ada.' }, 'Hello Ada.');
    const conversation_id = first.meta.conversation_id;
    const options = { system_prompt: 'Be brief.', temperature: 0.3, max_tokens: 50 };
    const second = await exchange({ text: 'What is my name?', conversation_id, options }, 'Ada.');
    expect(second.call.messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'My name is Ada.' },
      { role: 'assistant', content: 'Hello Ada.' },
      { role: 'user', content: 'What is my name?' },
    ]);
    expect(second.call.body).toMatchObject({ temperature: 0.3, max_tokens: 50, stream: true });
    expect(second.meta.context).toMatchObject({ messages: 3, memories: 0, memories_dropped: 0, dropped: 0 });

    const aside = { text: 'Start over from the first answer.', conversation_id, parent_id: first.meta.message_id };
    const third = await exchange(aside, 'Well.');
    expect(third.call.messages.map(({ content }) => content)).toEqual([
      'My name is Ada.',
      'Hello Ada.',
      'Start over from the first answer.',
    ]);
  });

  it('says how many old messages the model had no room for, and refuses what does not fit at all', async () => {
    const long = (word: string) => `${word} `.repeat(60).trim();
    const { meta } = await exchange({ text: long('one'), model: 'tiny' }, long('two'));
    const conversation_id = meta.conversation_id;
    const next = await exchange({ text: 'and now?', model: 'tiny', conversation_id }, long('yes'));
    const last = await exchange({ text: long('more'), model: 'tiny', conversation_id }, 'ok');
    expect(next.meta.context.dropped).toBe(0);
    expect(last.meta.context.dropped).toBeGreaterThan(0);
    expect(last.meta.context.messages + last.meta.context.dropped).toBe(5);
    expect(last.call.messages).toHaveLength(last.meta.context.messages);

    const before = await ada.messages(conversation_id);
    expect(
      await ada.call('POST', '/chat/stream', { text: long('huge').repeat(10), model: 'tiny', conversation_id }),
    ).toMatchObject({
      status: 400,
      body: { error: { code: 'E3006' } },
    });
    expect(await ada.messages(conversation_id)).toEqual(before);
  });

  it('refuses a model and a provider that are not there', async () => {
    for (const wish of [{ model: 'none' }, { provider: 'none' }, { provider: 'openai-compatible', model: 'none' }]) {
      expect(await ada.call('POST', '/chat/stream', { text: 'x', ...wish })).toMatchObject({
        status: 404,
        body: { error: { code: 'E3000' } },
      });
    }
  });

  it('a retry stands beside the old answer, which is kept, and both are listed as siblings', async () => {
    const { meta } = await exchange({ text: 'Say something.' }, 'Something.');
    const retried = await ada.fetch('POST', '/chat/retry', { message_id: meta.message_id, model: 'tiny' });
    const call = await server.provider.call('Say something.');
    expect(call).toMatchObject({ model: 'tiny', messages: [{ role: 'user', content: 'Say something.' }] });
    const streaming = await ada.call('POST', '/chat/retry', {
      message_id: (await ada.messages(meta.conversation_id))[0]?.id,
    });
    expect(streaming).toMatchObject({ status: 409, body: { error: { code: 'E1003' } } });
    await call.emit('Something else.');
    await call.finish();
    await retried.text();
    const [newest, question] = await ada.messages(meta.conversation_id);
    expect(newest).toMatchObject({ text: 'Something else.', parent_id: meta.user_message_id });
    expect(newest?.siblings).toEqual([meta.message_id, newest?.id]);
    expect(question).toMatchObject({ id: meta.user_message_id, siblings: [meta.user_message_id] });
    const [older] = await ada.messages(meta.conversation_id, `?branch=${meta.message_id}`);
    expect(older).toMatchObject({ id: meta.message_id, text: 'Something.', status: 'complete' });
    expect(older?.siblings).toEqual(newest?.siblings);
  });

  it('keeps every sibling on every branch, also those newer than the branch', async () => {
    const first = await exchange({ text: 'Which one?' }, 'The first.');
    const next = await exchange({ text: 'And then?', conversation_id: first.meta.conversation_id }, 'Then this.');
    const retried = await ada.fetch('POST', '/chat/retry', { message_id: first.meta.message_id });
    const call = await server.provider.call('Which one?');
    await call.emit('The second.');
    await call.finish();
    await retried.text();
    const old = await ada.messages(first.meta.conversation_id, `?branch=${next.meta.message_id}`);
    const oldFirst = old.find(({ id }) => id === first.meta.message_id);
    expect(old.map(({ text }) => text)).toEqual(['Then this.', 'And then?', 'The first.', 'Which one?']);
    expect(oldFirst?.siblings).toHaveLength(2);
    const [second] = await ada.messages(first.meta.conversation_id);
    expect(second?.siblings).toEqual(oldFirst?.siblings);
  });

  it('a retry with the same Idempotency-Key is one retry, with another wish a conflict', async () => {
    const { meta } = await exchange({ text: 'Once more?' }, 'No.');
    const key = { 'idempotency-key': `key-${meta.stream_id}` };
    const retry = (body: object) => ada.fetch('POST', '/chat/retry', { message_id: meta.message_id, ...body }, key);
    const both = await Promise.all([retry({}), retry({})]);
    const call = await server.provider.call('Once more?');
    await call.emit('Yes.');
    await call.finish();
    const [one, other] = await Promise.all(both.map((answer) => answer.text()));
    const idOf = (text: string | undefined) => /"stream_id":"([^"]+)"/.exec(text ?? '')?.[1];
    expect(idOf(one)).toBeDefined();
    expect(idOf(one)).toBe(idOf(other));
    const [newest] = await ada.messages(meta.conversation_id);
    expect(newest?.siblings).toHaveLength(2);
    expect((await retry({ model: 'tiny' })).status).toBe(409);
  });

  it('a conversation keeps the model that was chosen for it', async () => {
    const { meta } = await exchange({ text: 'Be small.', model: 'tiny' }, 'I am.');
    const { meta: next } = await exchange({ text: 'Still?', conversation_id: meta.conversation_id }, 'Still.');
    expect([meta.model, next.model]).toEqual(['tiny', 'tiny']);
  });

  async function setQuota(person: TestPerson, { messages }: { messages: number }): Promise<void> {
    await runSql(
      server.database,
      `insert into user_quotas (user_id, messages_per_day, updated_at) values ('${person.id}', ${messages}, 0)`,
    );
  }
});
