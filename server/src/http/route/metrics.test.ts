import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { runSql } from '../../../test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestPerson } from '../../../test/test-person.ts';
import type { MetricsSnapshot } from '../../admin/read-metrics.ts';
import type { AdminStream } from '../../admin/stream.ts';

const TOKEN = 'metrics-token-of-the-test';

describe.each(DIALECTS)('what the server counts on %s', (dialect) => {
  let server: TestServer;
  let admin: TestPerson;
  beforeAll(async () => {
    server = await startTestServer(dialect);
    admin = await server.admin();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const snapshot = async () => (await admin.call<MetricsSnapshot>('GET', '/admin/metrics')).body;
  const streams = async () => (await admin.call<{ items: AdminStream[] }>('GET', '/admin/streams')).body.items;

  it('shows running answers, lets an admin stop one, and counts how they ended', async () => {
    const ada = await server.person();
    const stream = await ada.send('count me');
    const { stream_id } = (await stream.until('meta')).data;
    const call = await server.provider.call('count me');
    await call.emit('a secret');
    await stream.untilLength(8);
    expect(await snapshot()).toMatchObject({ streams: 1, answers: [] });
    const items = await streams();
    expect(items).toMatchObject([{ stream_id, owner_id: ada.id, provider: 'openai-compatible', model: 'scripted' }]);
    expect(JSON.stringify(items)).not.toContain('secret');
    const cancelled = await admin.call<{ status: string }>('POST', `/admin/streams/${stream_id}/cancel`);
    expect(cancelled.body.status).toBe('cancelled');
    await call.closed;
    expect(await streams()).toEqual([]);
    expect((await admin.call('POST', '/admin/streams/nothing/cancel')).body.error.code).toBe('E1002');

    const failing = ada.fetch('POST', '/chat/stream', { text: 'fail' });
    (await server.provider.call('fail')).refuse(500, 'no');
    await (await failing).text();
    const after = await snapshot();
    const answer = { provider: 'openai-compatible', count: 1 };
    expect(after.answers).toEqual([
      { ...answer, status: 'cancelled', code: '' },
      { ...answer, status: 'failed', code: expect.stringMatching(/^E3/) },
    ]);
    expect(after.providers).toMatchObject([
      { provider: 'openai-compatible', first_token: { count: 1 }, answer: { count: 2 } },
    ]);
    expect(after.requests.find(({ policy, status }) => policy === 'admin' && status === '4xx')?.count).toBe(1);
    expect(after.transactions.count).toBeGreaterThan(4);
    expect(after.memory_bytes.resident).toBeGreaterThan(1e7);
    expect(after.outbox).toEqual({ pending: 0, leased: 0, parked: 0, lag_s: 0 });
    const audited = await runSql(server.database, `select target_id from audit_log where action = 'stream.cancel'`);
    expect(audited).toEqual([{ target_id: ada.id }]);
  });

  it('are open to this machine, not to what a proxy passes on', async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    expect(text).toMatch(/^omniai_answers_total\{provider="openai-compatible",status="cancelled",code=""\} 1$/m);
    expect(text).toContain('omniai_outbox_lag_seconds 0');
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect((await fetch(`${server.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(401);
  });

  it('count how far people came, and tell each what is left to them', async () => {
    const { body } = await admin.call<{ counters: Record<string, number> }>('GET', '/metrics/activation');
    expect(body.counters).toEqual({ people: 2, seen: 2, asked: 1, linked: 0, spoke: 0, messages: 1, conversations: 2 });
    const bob = await server.person();
    const own = await bob.call<{ user_id: string; streams: number }>('GET', `/rate-limit/${bob.id}`);
    expect(own.body).toMatchObject({ user_id: bob.id, streams: 0, quota: { today: { messages: 0 } } });
    expect((await bob.call('GET', `/rate-limit/${admin.id}`)).body.error.code).toBe('E1002');
    expect((await admin.call('GET', `/rate-limit/${bob.id}`)).body).toMatchObject({ user_id: bob.id });
    const looks = await runSql(server.database, `select target_id from audit_log where action = 'quota.read'`);
    expect(looks).toEqual([{ target_id: bob.id }]);
  });
});

it('with a token, metrics are for whoever sends it', async () => {
  await using server = await startTestServer('sqlite', { env: { METRICS_TOKEN: TOKEN } });
  const status = async (headers: Record<string, string>) => (await fetch(`${server.url}/metrics`, { headers })).status;
  expect(await status({})).toBe(401);
  expect(await status({ authorization: 'Bearer metrics-token-of-others' })).toBe(401);
  expect(await status({ authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '203.0.113.9' })).toBe(200);
});
