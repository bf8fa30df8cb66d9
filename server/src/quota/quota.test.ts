import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../test/database.ts';
import { runSql } from '../../test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import type { TestError, TestPerson } from '../../test/test-person.ts';
import type { Quota } from './quota.ts';

const DAY_MS = 86_400_000;

describe.each(DIALECTS)('limits on %s', (dialect) => {
  let server: TestServer;
  let nowMs = Date.UTC(2030, 0, 1, 23, 59, 50);
  beforeAll(async () => {
    server = await startTestServer(dialect, { clock: { now: () => nowMs, monotonic: () => performance.now() } });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function personWith(limits: { messages?: number; tokens?: number; streams?: number }): Promise<TestPerson> {
    const person = await server.person();
    const { messages = null, tokens = null, streams = null } = limits;
    await runSql(
      server.database,
      `insert into user_quotas (user_id, messages_per_day, tokens_per_day, concurrent_streams, updated_at)
       values ('${person.id}', ${messages}, ${tokens}, ${streams}, 0)`,
    );
    return person;
  }
  /** A machine that is busy with other tests may say "not now", which decides nothing. */
  async function sendUntilDecided(person: TestPerson, text: string): Promise<Response> {
    const answer = await person.fetch('POST', '/chat/stream', { text });
    return answer.status === 503 ? sendUntilDecided(person, text) : answer;
  }
  const quotaOf = async (person: TestPerson) => (await person.call<{ quota: Quota }>('GET', '/me')).body.quota;

  it('two hundred senders at once pass a limit of fifty exactly fifty times', async () => {
    const ada = await personWith({ messages: 50 });
    server.provider.answer((call) => (call.question.startsWith('send') ? call.finish() : undefined));
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => sendUntilDecided(ada, `send ${i}`)));
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(50);
    expect(bodies.filter((body) => body.includes('event: final'))).toHaveLength(50);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(150);
    const { error }: TestError = JSON.parse(bodies[answers.findIndex(({ status }) => status === 429)] ?? '');
    expect(error).toMatchObject({
      code: 'E2010',
      details: [{ name: 'messages_per_day', used: 50, limit: 50, resets_at: '2030-01-02T00:00:00.000Z' }],
      retry_after_s: 10,
    });
    expect(refused[0]?.headers.get('retry-after')).toBe('10');
    expect(await quotaOf(ada)).toMatchObject({ today: { messages: 50 }, remaining: { messages: 0 } });
    const rows = await runSql(server.database, `select id from messages where user_id = '${ada.id}' and role = 'user'`);
    expect(rows).toHaveLength(50);
  });

  it('a limit of none is none, and of nothing lets nothing through', async () => {
    const free = await server.person();
    expect(await quotaOf(free)).toMatchObject({ limits: { messages_per_day: null }, remaining: { messages: null } });
    const barred = await personWith({ messages: 0 });
    expect((await barred.call('POST', '/chat/stream', { text: 'x' })).body.error.code).toBe('E2010');
  });

  it('forty senders at once begin at most three answers at a time', async () => {
    const ada = await personWith({ streams: 3 });
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => sendUntilDecided(ada, `busy ${i}`)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    const refused = answers.find(({ status }) => status === 429);
    const { error }: TestError = JSON.parse((await refused?.text()) ?? '');
    expect(error).toMatchObject({ code: 'E2011', details: [{ name: 'concurrent_streams', used: 3, limit: 3 }] });
    expect(refused?.headers.get('retry-after')).not.toBeNull();
    expect(await quotaOf(ada)).toMatchObject({ today: { messages: 3 } });
    const calls = () => server.provider.calls.filter(({ question }) => question.startsWith('busy'));
    await expect.poll(() => calls().length).toBe(3);
    for (const call of calls()) await call.finish();
    await Promise.all(answers.filter(({ status }) => status === 200).map((answer) => answer.text()));
    expect((await ada.send('now there is room')).response.status).toBe(200);
    await (await server.provider.call('now there is room')).finish();
  });

  it('used tokens count against the day', async () => {
    const ada = await personWith({ tokens: 20 });
    const stream = await ada.send('costly');
    await (await server.provider.call('costly')).finish('stop', { prompt_tokens: 11, completion_tokens: 9 });
    expect((await stream.until('final')).data.quota).toMatchObject({ today: { tokens: 20 }, remaining: { tokens: 0 } });
    const { body } = await ada.call('POST', '/chat/stream', { text: 'more' });
    expect(body.error).toMatchObject({ code: 'E2010', details: [{ name: 'tokens_per_day', used: 20, limit: 20 }] });
    expect(await quotaOf(ada)).toMatchObject({ today: { messages: 1 } });
  });

  it('begin anew with the day, also for an answer that was written over midnight', async () => {
    const ada = await personWith({ messages: 1 });
    const stream = await ada.send('good night');
    const call = await server.provider.call('good night');
    expect((await ada.call('POST', '/chat/stream', { text: 'again' })).body.error.code).toBe('E2010');
    nowMs += DAY_MS;
    await call.finish();
    const final = await stream.until('final');
    expect(final.data.quota).toMatchObject({ today: { messages: 0, tokens: 0 }, remaining: { messages: 1 } });
    expect(await quotaOf(ada)).toEqual(final.data.quota);
    const morning = await ada.send('good morning');
    await (await server.provider.call('good morning')).finish();
    await morning.until('final');
    expect(await quotaOf(ada)).toMatchObject({ today: { messages: 1 }, remaining: { messages: 0 } });
  });
});
