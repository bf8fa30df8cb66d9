import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, DIALECTS, type TestDatabase } from '../../test/database.ts';
import { runSql } from '../../test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import type { TestPerson } from '../../test/test-person.ts';
import type { Quota } from './quota.ts';

const NOW = Date.UTC(2030, 0, 1, 12);
/** Twenty-six characters are taken for twenty-five tokens with what stands around them. */
const QUESTION = 'x'.repeat(26);

describe.each(DIALECTS)('tokens of a day on %s', (dialect) => {
  let database: TestDatabase;
  let server: TestServer;
  let admin: TestPerson;
  const boot = async () => {
    server = await startTestServer(dialect, {
      database,
      clock: { now: () => NOW, monotonic: () => performance.now() },
    });
    admin = await server.admin();
  };
  beforeAll(async () => {
    database = await createTestDatabase(dialect);
    await boot();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  async function personWith(tokens_per_day: number | null): Promise<TestPerson> {
    const person = await server.person();
    await admin.call('PUT', `/admin/users/${person.id}/quota`, { tokens_per_day });
    return person;
  }
  const quotaOf = async (person: TestPerson) => (await person.call<{ quota: Quota }>('GET', '/me')).body.quota;
  const send = (person: TestPerson, text: string, max_tokens?: number) =>
    person.fetch('POST', '/chat/stream', { text, ...(max_tokens && { options: { max_tokens } }) });
  const held = async ({ id }: TestPerson) =>
    (await runSql(database, `select reserved_tokens from usage_counters where user_id = '${id}'`))[0]?.reserved_tokens;

  it('are held before the answer, so that two hundred senders at once pass for exactly what there is', async () => {
    const ada = await personWith(1_050);
    const decide = async (): Promise<Response> => {
      const answer = await send(ada, QUESTION, 75);
      return answer.status === 503 ? decide() : answer;
    };
    // Each may take a hundred; the last one gets what is left.
    const answers = await Promise.all(Array.from({ length: 200 }, decide));
    const passed = answers.filter(({ status }) => status === 200);
    expect(passed).toHaveLength(11);
    expect((await quotaOf(ada)).remaining.tokens).toBe(0);
    expect(await held(ada)).toBe(1_050);
    const refused = answers.find(({ status }) => status === 429);
    expect(await refused?.json()).toMatchObject({
      error: {
        code: 'E2010',
        details: [{ name: 'tokens_per_day', used: 0, reserved: 1_050, limit: 1_050 }],
        retry_after_s: 10,
      },
    });
    const lengths: unknown[] = [];
    for (const call of server.provider.calls.filter(({ question }) => question === QUESTION)) {
      lengths.push(call.body.max_tokens);
      await call.finish('stop', { prompt_tokens: 5, completion_tokens: 15 });
    }
    expect(lengths.sort()).toEqual([25, ...Array(10).fill(75)]);
    await Promise.all(passed.map((answer) => answer.text()));
    expect(await quotaOf(ada)).toMatchObject({ today: { tokens: 220 }, remaining: { tokens: 830 } });
    expect(await held(ada)).toBe(0);
  });

  it('shorten an answer to what is left, tell the provider so, and cut one that does not listen', async () => {
    const ada = await personWith(45);
    const text = QUESTION.toUpperCase();
    const stream = await ada.send({ text, options: { max_tokens: 500 } });
    const call = await server.provider.call(text);
    expect(call.body.max_tokens).toBe(20);
    await call.emit('y'.repeat(120));
    await stream.untilLength(120);
    await call.emit('y');
    const { data } = await stream.until('final');
    expect(data).toMatchObject({ finish_reason: 'length', message: { status: 'complete', text: 'y'.repeat(121) } });
    await call.closed;
    expect(await quotaOf(ada)).toMatchObject({ today: { tokens: 56 }, remaining: { tokens: 0 } });
    expect(await (await send(ada, 'more')).json()).toMatchObject({ error: { code: 'E2010', details: [{ used: 56 }] } });
  });

  it('are given back where nothing came, and booked as far as it came where an answer was stopped or broke', async () => {
    const ada = await personWith(10_000);
    const used = async () => (await quotaOf(ada)).today.tokens;
    const failing = send(ada, 'refuse');
    (await server.provider.call('refuse')).refuse(500, 'no');
    await (await failing).text();
    expect([await used(), await held(ada)]).toEqual([0, 0]);

    const stopped = await ada.send('stop me');
    const call = await server.provider.call('stop me');
    const { stream_id } = (await stopped.until('meta')).data;
    await call.emit('z'.repeat(40));
    await stopped.untilLength(40);
    await ada.call('POST', '/chat/cancel', { stream_id });
    const afterStop = await used();
    expect(afterStop).toBe(19 + 10);

    const breaking = await ada.send('break');
    const broken = await server.provider.call('break');
    await broken.emit('z'.repeat(80));
    await breaking.untilLength(80);
    broken.die();
    await breaking.until('error');
    expect([(await used()) - afterStop, await held(ada)]).toEqual([18 + 20, 0]);
  });

  it('of a free provider are written down and count against no limit', async () => {
    const ada = await personWith(20);
    const free = (free_providers: string[]) =>
      admin.call('PUT', '/admin/pricing', {
        free_providers,
        models: [{ provider: 'openai-compatible', model: 'scripted', prompt: 2.5, completion: 10 }],
      });
    expect((await free(['openai-compatible'])).status).toBe(200);
    const stream = await ada.send('a long one');
    const call = await server.provider.call('a long one');
    expect(call.body.max_tokens).toBeUndefined();
    await call.finish('stop', { prompt_tokens: 1_000, completion_tokens: 201 });
    expect((await stream.until('final')).data.quota).toMatchObject({ today: { messages: 1, tokens: 0 } });
    const booked = `select messages, prompt_tokens, completion_tokens, cost_micros from model_usage where user_id = '${ada.id}'`;
    expect(await runSql(database, booked)).toEqual(
      [{ messages: 1, prompt_tokens: 1_000, completion_tokens: 201, cost_micros: 4_510 }].map((row) =>
        dialect === 'postgres' ? { ...row, prompt_tokens: '1000', completion_tokens: '201', cost_micros: '4510' } : row,
      ),
    );
    await free([]);
    expect(await (await send(ada, QUESTION.repeat(2))).json()).toMatchObject({ error: { code: 'E2010' } });
  });

  it('are those of the role where a person has no own limit', async () => {
    const ada = await server.person();
    const set = await admin.call('PUT', '/admin/quota-defaults', { user: { messages_per_day: 0 } });
    expect(set.body).toMatchObject({
      user: { messages_per_day: 0, tokens_per_day: null },
      admin: { messages_per_day: null },
    });
    expect((await ada.call('POST', '/chat/stream', { text: 'x' })).body.error.code).toBe('E2010');
    await admin.call('PUT', `/admin/users/${ada.id}/quota`, { messages_per_day: null });
    expect(await quotaOf(ada)).toMatchObject({ limits: { messages_per_day: null } });
    await admin.call('PUT', '/admin/quota-defaults', { user: {} });
  });

  it('begin anew at midnight where the person is', async () => {
    const ada = await personWith(10_000);
    await ada.call('PATCH', '/preferences', { time_zone: 'Asia/Tokyo' });
    expect((await quotaOf(ada)).resets_at).toBe('2030-01-01T15:00:00.000Z');
    await ada.call('PATCH', '/preferences', { time_zone: 'America/New_York' });
    expect((await quotaOf(ada)).resets_at).toBe('2030-01-02T05:00:00.000Z');
  });

  it('that a dead process held are given back at the next start', async () => {
    const ada = await personWith(10_000);
    const stream = await ada.send('who ends this');
    await server.provider.call('who ends this');
    await stream.until('meta');
    await server.stop();
    // As if the process had died instead.
    await runSql(
      database,
      `update runs set status = 'streaming', lease_expires_at = 0, prompt_tokens = 12, reserved_tokens = 500 where user_id = '${ada.id}'`,
    );
    await runSql(database, `update usage_counters set messages = 1, reserved_tokens = 500 where user_id = '${ada.id}'`);
    await boot();
    expect(await held(ada)).toBe(0);
    expect(await quotaOf(await server.signIn(ada))).toMatchObject({ today: { messages: 0, tokens: 0 } });
  });
});
