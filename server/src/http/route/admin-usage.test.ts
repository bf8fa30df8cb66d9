import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { runSql } from '../../../test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestPerson } from '../../../test/test-person.ts';
import type { Usage } from '../../admin/read-usage.ts';

describe.each(DIALECTS)('usage on %s', (dialect) => {
  let server: TestServer;
  let admin: TestPerson;
  let nowMs = Date.UTC(2030, 0, 1, 12);
  beforeAll(async () => {
    server = await startTestServer(dialect, { clock: { now: () => nowMs, monotonic: () => performance.now() } });
    admin = await server.admin();
    server.provider.answer((call) => call.finish('stop', { prompt_tokens: 1_000, completion_tokens: 500 }));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const say = (person: TestPerson, model: string) => person.call('POST', '/messages/send', { text: 'x', model });
  const usage = async (query: string) => (await admin.call<Usage>('GET', `/admin/usage?${query}`)).body;

  it('is told by day, person, provider and model, at the price of its time', async () => {
    const [ada, bob] = [await server.person(), await server.person()];
    const price = (prompt: number) => ({
      free_providers: [],
      models: [{ provider: 'openai-compatible', model: 'scripted', prompt, completion: 0.15 }],
    });
    await say(ada, 'scripted');
    await admin.call('PUT', '/admin/pricing', price(3));
    await say(ada, 'scripted');
    await say(bob, 'tiny');
    nowMs += 86_400_000;
    await admin.call('PUT', '/admin/pricing', { ...price(6), currency: 'EUR' });
    await say(ada, 'scripted');

    const sum = (messages: number, cost: number) => ({
      messages,
      prompt_tokens: messages * 1_000,
      completion_tokens: messages * 500,
      cost,
    });
    const all = await usage('from=2030-01-01&to=2030-01-31&group=day');
    expect(all).toMatchObject({ currency: 'EUR', total: sum(4, 0.00915) });
    expect(all.items).toEqual([
      { day: '2030-01-01', ...sum(3, 0.003075) },
      { day: '2030-01-02', ...sum(1, 0.006075) },
    ]);
    const people = await usage('from=2030-01-01&to=2030-01-01&group=model,user');
    const byModel = (a: { model?: string | undefined }, b: { model?: string | undefined }) =>
      (a.model ?? '').localeCompare(b.model ?? '');
    expect(people.items.toSorted(byModel)).toEqual([
      { user_id: ada.id, model: 'scripted', ...sum(2, 0.003075) },
      { user_id: bob.id, model: 'tiny', ...sum(1, 0) },
    ]);
    expect((await usage('group=')).items).toEqual([sum(4, 0.00915)]);
    expect((await usage('from=2031-01-01&to=2031-01-02&group=provider')).items).toEqual([]);
    expect((await admin.call('GET', '/admin/usage?group=colour')).body.error.code).toBe('E1001');
    expect((await admin.call('GET', '/admin/usage?from=yesterday')).body.error.code).toBe('E1001');

    const own = await ada.call<{ currency: string; daily: object[] }>('GET', '/account/usage');
    expect(own.body.currency).toBe('EUR');
    expect(own.body.daily).toMatchObject([
      { day: '2030-01-02', messages: 1, prompt_tokens: 1_000, completion_tokens: 500 },
      { day: '2030-01-01', messages: 2 },
    ]);
    expect(await runSql(server.database, `select action from audit_log where action = 'usage.read'`)).toHaveLength(4);
  });
});
