import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { DIALECTS } from '../../test/database.ts';
import { runSql } from '../../test/raw-sql.ts';
import type { ProviderCall } from '../../test/scripted-provider.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import type { TestConversation, TestPerson } from '../../test/test-person.ts';

const WORDS = 'Which tube does my bicycle need?';

describe.each(DIALECTS)('titles by the model on %s', (dialect) => {
  let server: TestServer;
  let nowMs = Date.UTC(2030, 0, 1);
  beforeAll(async () => {
    server = await startTestServer(dialect, { clock: { now: () => nowMs, monotonic: () => performance.now() } });
  });
  afterEach(() => server.provider.name(undefined));
  afterAll(() => server[Symbol.asyncDispose]());

  async function ask(ada: TestPerson, body: object = {}, isAnswered = true) {
    const stream = await ada.send({ text: WORDS, ...body });
    const { conversation_id, message_id } = (await stream.until('meta')).data;
    const call = await server.provider.call(WORDS);
    if (isAnswered) await call.emit('One of 28 inches.');
    if (isAnswered) await call.finish();
    else call.refuse(500, 'no');
    await stream.rest();
    return { id: conversation_id, message_id };
  }
  const find = async (ada: TestPerson, id: string) =>
    (await ada.call<{ conversation: TestConversation }>('GET', `/conversations/${id}`)).body.conversation;
  const rows = (ada: TestPerson) =>
    runSql(server.database, `select status, attempts from outbox where kind = 'title' and user_id = '${ada.id}'`);
  /** Lets the outbox look at what is due now. */
  const nudge = (ada: TestPerson) =>
    ada.call('POST', '/followups', { message: 'later', deliver_at: '2999-01-01T00:00:00Z' });
  async function settle(ada: TestPerson): Promise<void> {
    const look = async () => {
      nowMs += 10_000;
      await nudge(ada);
      expect(await rows(ada)).toMatchObject([{ status: 'done' }]);
    };
    await vi.waitFor(look, { timeout: 30_000, interval: 100 });
  }
  const used = async (ada: TestPerson) => (await ada.call<{ today: object }>('GET', '/account/usage')).body.today;

  it('come after the first answer, are told to all devices and booked as tokens, and come once', async () => {
    server.provider.name('"Bicycle tubes."');
    const ada = await server.person();
    const events = await ada.fetch('GET', '/events');
    const { id, message_id } = await ask(ada);
    expect(await find(ada, id)).toMatchObject({ title: WORDS, title_origin: 'first_words' });
    await settle(ada);
    expect(await find(ada, id)).toMatchObject({ title: 'Bicycle tubes', title_origin: 'model' });
    expect(await used(ada)).toEqual({ messages: 1, tokens: 108 });
    const naming = server.provider.namings.at(-1);
    expect(JSON.parse(naming?.question ?? '')).toEqual({ user: WORDS, assistant: 'One of 28 inches.' });

    server.provider.name('Another');
    const retried = ada.fetch('POST', '/chat/retry', { message_id }).then((answer) => answer.text());
    await (await server.provider.call(WORDS)).finish();
    await retried;
    await settle(ada);
    expect((await find(ada, id)).title).toBe('Bicycle tubes');
    expect(await hear(events)).toContain('conversations');
  });

  /** The topics of the last change that was told before the stream is left. */
  async function hear(events: Response): Promise<string> {
    const reader = events.body?.getReader();
    const text = new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    return text;
  }

  it('never take the place of what a person chose, before the model is asked or while it is', async () => {
    const ada = await server.person();
    const mine = async (id: string) =>
      expect(await find(ada, id)).toMatchObject({ title: 'Mine', title_origin: 'person' });
    server.provider.name('Not mine');
    const { body } = await ada.call<{ conversation: TestConversation }>('POST', '/conversations', { title: 'Mine' });
    const named = body.conversation.id;
    await ask(ada, { conversation_id: named });
    expect(await rows(ada)).toEqual([]);
    await mine(named);

    const { promise: asked, resolve } = Promise.withResolvers<ProviderCall>();
    server.provider.name(async (call) => resolve(call));
    const { id } = await ask(ada);
    await nudge(ada);
    const call = await asked;
    await ada.call('PATCH', `/conversations/${id}`, { title: 'Mine' });
    await call.emit('Not mine');
    await call.finish();
    await settle(ada);
    await mine(id);
  });

  it('are not asked for where that is off, the answer failed, the chat is temporary, or no tokens are left', async () => {
    const before = server.provider.namings.length;
    server.provider.name('Unwanted');
    const [off, failed, temporary, poor] = await Promise.all([1, 2, 3, 4].map(() => server.person()));
    if (!off || !failed || !temporary || !poor) throw new Error('no people');
    await off.call('PATCH', '/preferences', { title_by_model: false });
    await ask(off);
    await ask(failed, {}, false);
    await ask(temporary, { temporary: true });
    for (const person of [off, failed, temporary]) expect(await rows(person)).toEqual([]);
    await runSql(
      server.database,
      `insert into user_quotas (user_id, tokens_per_day, updated_at) values ('${poor.id}', 60, 0) returning user_id`,
    );
    const { id } = await ask(poor, { options: { max_tokens: 5 } });
    await runSql(
      server.database,
      `update user_quotas set tokens_per_day = 8 where user_id = '${poor.id}' returning user_id`,
    );
    await settle(poor);
    expect(await find(poor, id)).toMatchObject({ title: WORDS });
    expect(server.provider.namings).toHaveLength(before);
  });

  it('wait while anybody waits for an answer', async () => {
    const [ada, bob] = [await server.person(), await server.person()];
    server.provider.name('Patience');
    await bob.call('PATCH', '/preferences', { title_by_model: false });
    const stream = await bob.send('Something long');
    const long = await server.provider.call('Something long');
    const { id } = await ask(ada);
    for (let i = 0; i < 3; i += 1) {
      await nudge(ada);
      nowMs += 10_000;
    }
    expect(await find(ada, id)).toMatchObject({ title: WORDS });
    await long.finish();
    await stream.until('final');
    await settle(ada);
    expect(await find(ada, id)).toMatchObject({ title: 'Patience' });
  });

  it('are given up where the model gives none', async () => {
    const ada = await server.person();
    const { id } = await ask(ada);
    const tries = server.provider.namings.length;
    await settle(ada);
    expect(await rows(ada)).toEqual([{ status: 'done', attempts: 3 }]);
    expect(server.provider.namings.length - tries).toBe(3);
    expect(await find(ada, id)).toMatchObject({ title: WORDS, title_origin: 'first_words' });
    expect(await used(ada)).toEqual({ messages: 1, tokens: 8 });
  });
});
