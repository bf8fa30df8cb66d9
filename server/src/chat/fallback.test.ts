import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DIALECTS } from '../../test/database.ts';
import { runSql } from '../../test/raw-sql.ts';
import { type ProviderCall, type ScriptedModel, startScriptedProvider } from '../../test/scripted-provider.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import type { TestPerson } from '../../test/test-person.ts';
import type { AdminProvider } from '../admin/provider.ts';
import type { Quota } from '../quota/quota.ts';

/** Fewer than forty tokens, however they are counted. */
const QUESTION = 'x'.repeat(26);

describe.each(DIALECTS)('a model that cannot answer on %s', (dialect) => {
  let server: TestServer;
  let admin: TestPerson;
  let ada: TestPerson;
  let made = 0;
  beforeAll(async () => {
    server = await startTestServer(dialect);
    [admin, ada] = await Promise.all([server.admin(), server.person()]);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  /** A provider of its own for a test, which answers as the test says. */
  async function open(models: readonly ScriptedModel[] = [{ id: 'm' }]) {
    const scripted = await startScriptedProvider(models);
    onTestFinished(() => scripted[Symbol.asyncDispose]());
    made += 1;
    const id = `p${made}`;
    const form = { id, kind: 'openai_compatible', name: id, base_url: scripted.baseUrl, is_private_allowed: true };
    expect((await admin.call('POST', '/admin/providers', form)).status).toBe(200);
    onTestFinished(async () => void (await admin.call('DELETE', `/admin/providers/${id}`)));
    expect((await ada.call('GET', `/providers/${id}/models`)).status).toBe(200);
    return { id, scripted };
  }
  const chain = async (first: { id: string }, ...then: { id: string; model?: string }[]) => {
    const fallbacks = then.map(({ id, model = 'm' }) => ({ provider: id, model }));
    const set = await admin.call('PUT', '/admin/fallbacks', {
      chains: [{ provider: first.id, model: 'm', fallbacks }],
    });
    expect(set.body).toMatchObject({ ok: true, chains: [{ provider: first.id, fallbacks }] });
  };
  const free = (...providers: string[]) =>
    admin.call('PUT', '/admin/pricing', { free_providers: ['guide', ...providers], models: [] });
  const personWith = async (tokens_per_day: number) => {
    const person = await server.person();
    await admin.call('PUT', `/admin/users/${person.id}/quota`, { tokens_per_day });
    return person;
  };
  const quotaOf = async (person: TestPerson) => (await person.call<{ quota: Quota }>('GET', '/me')).body.quota;
  const held = async ({ id }: TestPerson) =>
    (await runSql(server.database, `select reserved_tokens from usage_counters where user_id = '${id}'`))[0]
      ?.reserved_tokens;
  const booked = ({ id }: TestPerson) =>
    runSql(server.database, `select provider, model, messages from model_usage where user_id = '${id}'`);
  const answer = async (call: ProviderCall, text = 'instead') => {
    await call.emit(text);
    await call.finish('stop', { prompt_tokens: 30, completion_tokens: 12 });
  };
  const shown = async ({ id }: { id: string }) => {
    const { body } = await admin.call<{ providers: AdminProvider[] }>('GET', '/admin/providers');
    return body.providers.find((provider) => provider.id === id);
  };

  it.each([
    ['refuses with a failure of its own', (call: ProviderCall) => call.refuse(503, 'overloaded')],
    ['limits our rate', (call: ProviderCall) => call.refuse(429, 'slow down', { 'retry-after': '60' })],
    ['breaks the connection', (call: ProviderCall) => call.die()],
    ['is no provider', (call: ProviderCall) => call.page('<h1>It works!</h1>')],
  ])('and %s is answered for by the next one, which is told, stored and booked', async (_, fail) => {
    const [first, second] = [await open(), await open()];
    await chain(first, second);
    const bob = await server.person();
    first.scripted.answer(fail);
    const stream = await bob.send({ text: 'who answers?', provider: first.id });
    const call = await second.scripted.call('who answers?');
    const { data: meta } = await stream.until('meta');
    expect(meta).toMatchObject({ provider: first.id });
    const running = await admin.call<{ items: { provider: string; stream_id: string }[] }>('GET', '/admin/streams');
    const mine = running.body.items.find(({ stream_id }) => stream_id === meta.stream_id);
    expect(mine?.provider).toBe(second.id);
    await answer(call);
    const { data } = await stream.until('final');
    expect(stream.events[1]).toMatchObject({ event: 'delta', data: { details: { provider: second.id, model: 'm' } } });
    expect(data.message).toMatchObject({ text: 'instead', provider_meta: { provider: second.id, model: 'm' } });
    expect(await booked(bob)).toEqual([{ provider: second.id, model: 'm', messages: 1 }]);
    expect((await shown(first))?.traffic?.last_hour).toMatchObject({ answers: 0, failures: 1 });
    expect((await shown(second))?.traffic?.last_hour).toMatchObject({ answers: 1, failures: 0 });
  });

  it('is not answered for once it has begun, nor where the question is at fault', async () => {
    const [first, second] = [await open(), await open()];
    await chain(first, second);
    for (const begin of ['text', 'thinking'] as const) {
      const stream = await ada.send({ text: begin, provider: first.id });
      const call = await first.scripted.call(begin);
      await (begin === 'text' ? call.emit('I begin') : call.reason('I begin'));
      await stream.until('delta');
      call.die();
      expect((await stream.until('error')).data.code).toBe('E3001');
    }
    const refused = await ada.send({ text: 'refuse', provider: first.id });
    (await first.scripted.call('refuse')).refuse(400, 'this is no question');
    expect((await refused.until('error')).data).toMatchObject({ code: 'E3003' });
    expect(second.scripted.calls).toEqual([]);
  });

  it('tells of all that failed, and gives the message back', async () => {
    const [first, second] = [await open(), await open()];
    await chain(first, second);
    const bob = await server.person();
    first.scripted.answer((call) => call.refuse(500, 'out of memory'));
    second.scripted.answer((call) => call.refuse(429, 'out of credit'));
    const { error } = (await bob.call('POST', '/messages/send', { text: 'x', provider: first.id })).body;
    expect(error).toMatchObject({ code: 'E3004', message: expect.stringMatching(/out of memory.*out of credit/) });
    expect((await quotaOf(bob)).today).toEqual({ messages: 0, tokens: 0 });
    expect(await booked(bob)).toEqual([]);
  });

  it('and its stand-in can be stopped', async () => {
    const [first, second] = [await open(), await open()];
    await chain(first, second);
    first.scripted.answer((call) => call.die());
    const stream = await ada.send({ text: 'stop it', provider: first.id });
    const { stream_id } = (await stream.until('meta')).data;
    const call = await second.scripted.call('stop it');
    await ada.call('POST', '/chat/cancel', { stream_id });
    await call.closed;
    expect((await stream.until('final')).data).toMatchObject({ finish_reason: 'cancelled' });
  });

  it('leaves out those whose context does not hold the prompt', async () => {
    const [first, small, large] = [await open(), await open([{ id: 'm', context_length: 400 }]), await open()];
    await chain(first, small, large);
    first.scripted.answer((call) => call.die());
    const text = 'long '.repeat(400);
    const stream = await ada.send({ text, provider: first.id });
    await answer(await large.scripted.call());
    await stream.until('final');
    expect(small.scripted.calls).toEqual([]);
  });

  it('steps aside when its answers fail in a row: others are asked first, and who chooses it still asks it', async () => {
    const [first, second] = [await open(), await open()];
    first.scripted.answer((call) => call.die());
    const fail = () => ada.call('POST', '/messages/send', { text: 'x', provider: first.id });
    for (const _ of [1, 2, 3]) expect((await fail()).body.error.code).toBe('E3001');
    const seen = async () => {
      const { body } = await ada.call<{ providers: { id: string; status: string; message: string }[] }>(
        'GET',
        '/providers',
      );
      return body.providers.find(({ id }) => id === first.id);
    };
    expect(await seen()).toMatchObject({ status: 'down', message: expect.stringContaining('3 answers failed') });
    expect(await shown(first)).toMatchObject({ traffic: { last_error: { code: 'E3001' } } });
    await fail();
    expect(first.scripted.calls).toHaveLength(4);

    await chain(first, second);
    second.scripted.answer((call) => answer(call));
    const sent = await ada.send({ text: 'not the broken one', provider: first.id });
    expect((await sent.until('final')).data.message.provider_meta?.provider).toBe(second.id);
    expect(first.scripted.calls).toHaveLength(4);

    await admin.call('PUT', '/admin/fallbacks', { chains: [] });
    first.scripted.answer((call) => answer(call, 'back'));
    const back = await ada.send({ text: 'are you back?', provider: first.id });
    expect((await back.until('final')).data.message.text).toBe('back');
    expect(await seen()).toMatchObject({ status: 'up', message: null });
  });

  describe('and the tokens of a day', () => {
    it('are held and booked where a free one is answered for by one that is not', async () => {
      const [local, paid] = [await open(), await open()];
      await chain(local, paid);
      await free(local.id);
      const bob = await personWith(1_000);
      local.scripted.answer((call) => call.die());
      const stream = await bob.send({ text: QUESTION, provider: local.id });
      const call = await paid.scripted.call(QUESTION);
      // All that is left of the day beside the prompt.
      const longest = Number(call.body.max_tokens);
      expect(longest > 900 && longest < 1_000).toBe(true);
      expect(await held(bob)).toBe(1_000);
      await answer(call);
      await stream.until('final');
      expect([await held(bob), (await quotaOf(bob)).today.tokens]).toEqual([0, 42]);
    });

    it('are none where the free one answers, at any length', async () => {
      const [local, paid] = [await open(), await open()];
      await chain(local, paid);
      await free(local.id);
      const bob = await personWith(40);
      const stream = await bob.send({ text: QUESTION, provider: local.id });
      const call = await local.scripted.call(QUESTION);
      expect(call.body.max_tokens).toBeUndefined();
      await call.emit('y'.repeat(1_000));
      await call.finish('stop', { prompt_tokens: 17, completion_tokens: 500 });
      expect((await stream.until('final')).data).toMatchObject({ finish_reason: 'stop' });
      expect([await held(bob), (await quotaOf(bob)).today.tokens]).toEqual([0, 0]);
    });

    it('that are used up keep the free one free, and let no other answer', async () => {
      const [local, paid] = [await open(), await open()];
      await chain(local, paid);
      await free(local.id);
      const bob = await personWith(10);
      local.scripted.answer((call) => call.die());
      const { error } = (await bob.call('POST', '/messages/send', { text: QUESTION, provider: local.id })).body;
      expect(error.code).toBe('E3001');
      local.scripted.answer((call) => answer(call));
      expect((await bob.call('POST', '/messages/send', { text: QUESTION, provider: local.id })).status).toBe(200);
      expect(paid.scripted.calls).toEqual([]);
      expect([await held(bob), (await quotaOf(bob)).today.tokens]).toEqual([0, 0]);
    });

    it('that are used up refuse one that is not free, whoever stands behind it', async () => {
      const [paid, local] = [await open(), await open()];
      await chain(paid, local);
      await free(local.id);
      const bob = await personWith(10);
      const { error } = (await bob.call('POST', '/messages/send', { text: QUESTION, provider: paid.id })).body;
      expect(error.code).toBe('E2010');
      expect([paid.scripted.calls, local.scripted.calls]).toEqual([[], []]);
    });

    it('are given back where a free one answers for one that is not', async () => {
      const [paid, local] = [await open(), await open()];
      await chain(paid, local);
      await free(local.id);
      const bob = await personWith(1_000);
      paid.scripted.answer((call) => call.die());
      const stream = await bob.send({ text: QUESTION, provider: paid.id });
      const call = await local.scripted.call(QUESTION);
      expect([call.body.max_tokens, await held(bob)]).toEqual([undefined, 1_000]);
      await answer(call);
      expect((await stream.until('final')).data.quota).toMatchObject({ today: { messages: 1, tokens: 0 } });
      expect(await held(bob)).toBe(0);
    });

    it('stand on the row with who answers now, for whoever has to end it', async () => {
      const [paid, local] = [await open(), await open()];
      await chain(paid, local);
      await free(local.id);
      const bob = await personWith(1_000);
      paid.scripted.answer((call) => call.die());
      const stream = await bob.send({ text: QUESTION, provider: paid.id });
      await local.scripted.call(QUESTION);
      const { stream_id } = (await stream.until('meta')).data;
      const row = `select provider, reserved_tokens from runs where id = '${stream_id}'`;
      expect(await runSql(server.database, row)).toEqual([{ provider: local.id, reserved_tokens: 1_000 }]);
    });
  });
});
