import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { runSql } from '../../test/raw-sql.ts';
import { type ProviderCall, type ScriptedProvider, startScriptedProvider } from '../../test/scripted-provider.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import type { TestPerson } from '../../test/test-person.ts';

describe('two instances on one Postgres', () => {
  let database: TestDatabase;
  let provider: ScriptedProvider;
  let here: TestServer;
  let there: TestServer;
  let adaHere: TestPerson;
  let adaThere: TestPerson;
  beforeEach(async () => {
    database = await createTestDatabase('postgres');
    provider = await startScriptedProvider();
    here = await startTestServer('postgres', { database, provider });
    there = await startTestServer('postgres', { database, provider });
    adaHere = await here.person();
    adaThere = await there.signIn(adaHere);
  });
  afterEach(async () => {
    await Promise.all([here.stop(), there.stop()]);
    await provider[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  async function ask(question: string) {
    const stream = await adaHere.send(question);
    const call = await provider.call(question);
    return { stream, call, ...(await stream.until('meta')).data };
  }

  it('an answer is followed and cancelled on the other one', async () => {
    const { stream, call, stream_id } = await ask('across');
    await call.emit('from ', 'here');
    const reader = await adaThere.resume(stream_id, 2);
    const beyond = await adaThere.resume(stream_id, 999_999_999_999_999);
    await reader.untilLength(7);
    await call.emit(' on');
    await reader.untilLength(10);
    const cancelled = await adaThere.call('POST', '/chat/cancel', { stream_id });
    expect(cancelled.body).toEqual({ ok: true, status: 'cancelled' });
    await call.closed;
    expect((await reader.until('final')).data).toMatchObject({
      finish_reason: 'cancelled',
      message: { text: 'from here on', status: 'cancelled' },
    });
    expect(reader.text).toBe('om here on');
    await beyond.until('final');
    expect(beyond.text).toBe('');
    expect((await stream.until('final')).data.finish_reason).toBe('cancelled');
  });

  it('sending the same id to both is one message', async () => {
    const body = { text: 'to both', client_message_id: 'both' };
    const streams = await Promise.all([adaHere, adaThere, adaHere, adaThere].map((person) => person.send(body)));
    const call = await provider.call('to both');
    await call.emit('Once.');
    await call.finish();
    for (const stream of streams) await stream.until('final');
    expect(new Set(streams.map(({ text }) => text))).toEqual(new Set(['Once.']));
    expect(provider.calls).toHaveLength(1);
  });

  it('an answer whose owner is silent is ended by whoever lives, and the old owner writes nothing more', async () => {
    const { stream, call, stream_id, message_id, conversation_id } = await ask('taken over');
    await call.emit('durable');
    await stream.untilLength(7);
    await vi.waitFor(async () => expect((await adaThere.messages(conversation_id))[0]?.text).toBe('durable'), 30_000);
    // As if its owner had been stopped for longer than its lease and comes back.
    await runSql(database, `update runs set owner = 'somebody silent', lease_expires_at = 0 where id = '${stream_id}'`);
    const statusOf = async () =>
      (await runSql(database, `select status from runs where id = '${stream_id}'`))[0]?.status;
    await vi.waitFor(async () => expect(await statusOf()).toBe('interrupted'), 30_000);

    await call.emit(' and too late');
    await call.closed;
    await stream.until('error');
    const [answer] = await adaThere.messages(conversation_id);
    expect(answer).toMatchObject({ id: message_id, text: 'durable', status: 'interrupted', error: { code: 'E1007' } });
    expect(await runSql(database, 'select * from message_pieces')).toEqual([]);
    const back = await adaThere.resume(stream_id, 3);
    expect((await back.until('error')).data).toMatchObject({ code: 'E1007', retryable: true });
    expect(back.text).toBe('able');
  });

  it.each([
    ['says more', (call: ProviderCall) => call.emit(' and more')],
    ['ends', (call: ProviderCall) => call.finish()],
  ])('an old owner that %s after it was taken over changes nothing', async (name, act) => {
    const { stream, call, stream_id, conversation_id } = await ask(`late: ${name}`);
    await call.emit('some');
    await vi.waitFor(async () => expect((await adaThere.messages(conversation_id))[0]?.text).toBe('some'), 30_000);
    await runSql(database, `update runs set epoch = 2, owner = 'another' where id = '${stream_id}'`);
    await act(call);
    await stream.rest();
    const [run] = await runSql(database, `select status, finish_reason from runs where id = '${stream_id}'`);
    expect(run).toEqual({ status: 'streaming', finish_reason: null });
    expect((await adaThere.messages(conversation_id))[0]).toMatchObject({ status: 'streaming', text: 'some' });
  });
});
