import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestPerson } from '../../../test/test-person.ts';

interface Entry {
  action: string;
  by: string;
  name: string | null;
  ip: string | null;
}

describe.each(DIALECTS)('the access log on %s', (dialect) => {
  let server: TestServer;
  let ada: TestPerson;
  beforeEach(async () => {
    server = await startTestServer(dialect);
    ada = await server.person('ada');
  });
  afterEach(() => server[Symbol.asyncDispose]());

  const read = async (person: TestPerson, query = '') =>
    (await person.call<{ items: Entry[]; nextCursor?: string }>('GET', `/account/access-log${query}`)).body;

  it('shows a person what was done by and to them, by whom, and nothing of others', async () => {
    const admin = await server.admin();
    await fetch(`${server.url}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: ada.email, password: 'a wrong guess' }),
    });
    const promoted = await admin.call('PATCH', `/admin/users/${ada.id}`, { role: 'admin' });
    expect(promoted.status).toBe(200);
    const phone = await server.signIn(ada);
    const bob = await server.person('bob');
    await bob.call('PATCH', '/account/profile', { display_name: 'Bob' });

    const { items } = await read(phone);
    expect(items).toMatchObject([
      { action: 'session.login', by: 'you', name: null, ip: '127.0.0.1' },
      { action: expect.stringMatching(/^user\./), by: 'someone_else', name: 'admin', ip: null },
      { action: 'session.login_failed', by: 'nobody', ip: '127.0.0.1' },
      { action: 'account.register', by: 'you' },
    ]);
    expect((await read(bob)).items).toMatchObject([{ action: 'account.register' }]);
  });

  it('comes in pages', async () => {
    for (let i = 0; i < 4; i += 1) await server.signIn(ada);
    const first = await read(ada, '?limit=3');
    expect(first.items).toHaveLength(3);
    const second = await read(ada, `?limit=3&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items]).toEqual((await read(ada)).items);
    expect(second.nextCursor).toBeUndefined();
    expect((await ada.call('GET', '/account/access-log?cursor=made-up')).body.error?.code).toBe('E1001');
  });

  it('is kept of taking everything out, which needs a recent sign-in', async () => {
    const state = { aheadMs: 0 };
    const nowMs = Date.now();
    await using late = await startTestServer(dialect, {
      clock: { now: () => nowMs + state.aheadMs, monotonic: () => performance.now() },
    });
    const grace = await late.person('grace');
    expect((await grace.fetch('GET', '/account/export')).status).toBe(200);
    expect((await read(grace)).items[0]?.action).toBe('account.export');
    state.aheadMs = 10 * 60_000;
    for (const [method, path] of [
      ['GET', '/account/export'],
      ['POST', '/account/import'],
    ] as const) {
      const headers = { authorization: `Bearer ${grace.token}`, 'content-type': 'application/zip' };
      const answer = await fetch(late.url + path, { method, headers, ...(method === 'POST' && { body: 'x' }) });
      expect([path, JSON.parse(await answer.text()).error.code]).toEqual([path, 'E2007']);
    }
  });
});
