import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { runSql } from '../../../test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { ADMIN, type TestPerson } from '../../../test/test-person.ts';

describe.each(DIALECTS)('API keys on %s', (dialect) => {
  let server: TestServer;
  let nowMs: number;
  let ada: TestPerson;
  beforeEach(async () => {
    nowMs = Date.UTC(2026, 4, 1, 12);
    const clock = { now: () => nowMs, monotonic: () => performance.now() };
    server = await startTestServer(dialect, { clock });
    ada = await server.admin();
  });
  afterEach(() => server[Symbol.asyncDispose]());

  interface Made {
    key: string;
    api_key: { id: string };
  }
  async function make(scope: string, expires_at: string | null = null) {
    const { body, status } = await ada.call<Made>('POST', '/account/api-keys', {
      name: 'my script',
      scope,
      expires_at,
    });
    expect(status).toBe(200);
    return body;
  }
  async function ask(key: string, method: string, path: string, body?: object) {
    const answer = await fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return answer.status;
  }

  it('let programs do what their scope says and never reach accounts or the administration', async () => {
    const rows: [method: string, path: string, body: object | undefined, allowed: string[]][] = [
      ['GET', '/conversations', undefined, ['read', 'chat', 'all']],
      ['POST', '/conversations', {}, ['chat', 'all']],
      ['GET', '/memories', undefined, ['read', 'all']],
      ['POST', '/memories', { text: 'x' }, ['all']],
      ['GET', '/account/usage', undefined, ['read', 'all']],
      ['GET', '/account/profile', undefined, []],
      ['PATCH', '/account/profile', { display_name: 'x' }, []],
      ['GET', '/account/api-keys', undefined, []],
      ['POST', '/account/api-keys', { name: 'x' }, []],
      ['POST', '/account/password', { current_password: ADMIN.password, new_password: 'long enough' }, []],
      ['DELETE', '/account', { current_password: ADMIN.password }, []],
      ['POST', '/auth/confirm', { password: ADMIN.password }, []],
      ['GET', '/admin/outbox', undefined, []],
    ];
    for (const scope of ['read', 'chat', 'all']) {
      const { key } = await make(scope);
      for (const [method, path, body, allowed] of rows) {
        const expected = allowed.includes(scope) ? 200 : 403;
        expect([scope, method, path, await ask(key, method, path, body)]).toEqual([scope, method, path, expected]);
      }
    }
  });

  it('are shown once, kept as hashes, listed with their last use, and are no cookie', async () => {
    const { key, api_key } = await make('read');
    expect(key).toMatch(/^omk_[\w-]{43}$/);
    expect(await ask(key, 'GET', '/me')).toBe(200);
    await expect
      .poll(async () => (await ada.call('GET', '/account/api-keys')).body)
      .toEqual({
        ok: true,
        api_keys: [
          {
            id: api_key.id,
            name: 'my script',
            scope: 'read',
            created_at: '2026-05-01T12:00:00.000Z',
            last_used_at: '2026-05-01T12:00:00.000Z',
            expires_at: null,
          },
        ],
      });
    const [row] = await runSql(server.database, 'select key_hash from api_keys');
    expect(row?.key_hash).toMatch(/^[0-9a-f]{64}$/);
    const asCookie = await fetch(`${server.url}/me`, { headers: { cookie: `omni_session=${key}` } });
    expect(asCookie.status).toBe(401);
    expect(server.logged()).not.toContain(key);
  });

  it('end when they expire, when they are deleted and when the password changes', async () => {
    const soon = await make('all', '2026-05-01T13:00:00Z');
    const [deleted, kept] = [await make('chat'), await make('chat')];
    const eve = await server.person();
    expect((await eve.call('DELETE', `/account/api-keys/${deleted.api_key.id}`)).status).toBe(404);

    const stream = await fetch(`${server.url}/chat/stream`, {
      method: 'POST',
      headers: { authorization: `Bearer ${deleted.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'A long story' }),
    });
    const reader = stream.body?.getReader();
    await reader?.read();
    expect((await ada.call('DELETE', `/account/api-keys/${deleted.api_key.id}`)).status).toBe(200);
    await expect(reader?.read().then(({ done }) => done)).rejects.toThrow();
    expect(await ask(deleted.key, 'GET', '/conversations')).toBe(401);

    nowMs += 3_600_000;
    expect(await ask(soon.key, 'GET', '/conversations')).toBe(401);
    expect(await ask(kept.key, 'GET', '/conversations')).toBe(200);
    const body = { current_password: ADMIN.password, new_password: 'another fine sentence' };
    expect((await ada.call('POST', '/account/password', body)).status).toBe(200);
    expect(await ask(kept.key, 'GET', '/conversations')).toBe(401);
  });

  it('are made only by whoever proved lately who they are', async () => {
    const make = () => ada.call('POST', '/account/api-keys', { name: 'x' });
    nowMs += 10 * 60_000;
    expect((await make()).body.error?.code).toBe('E2007');
    expect((await ada.call('POST', '/auth/confirm', { password: 'wrong' })).status).toBe(401);
    expect((await make()).body.error?.code).toBe('E2007');
    expect((await ada.call('POST', '/auth/confirm', { password: ADMIN.password })).status).toBe(200);
    expect((await make()).status).toBe(200);
    const past = { name: 'x', expires_at: '2026-05-01T12:00:00Z' };
    expect((await ada.call('POST', '/account/api-keys', past)).body.error?.code).toBe('E1001');
  });
});
