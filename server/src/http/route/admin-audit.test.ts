import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import type { AuditItem } from '../../audit/audit-item.ts';
import { cutAudit } from '../../audit/cut-audit.ts';
import { writeQuery } from '../../store/query.ts';
import { userReader } from '../../store/user-reader.ts';
import { ADMIN, signUpAdmin, startTestServer, type TestServer } from '../test/start-server.ts';
import { adminAuditRoutes } from './admin-audit.ts';

const DAY_MS = 86_400_000;
type List = { items: AuditItem[]; nextCursor?: string };

const behead = writeQuery('test.behead', (db, a: { seq: number }) =>
  db.deleteFrom('audit_log').where('seq', '<=', a.seq),
);

describe.each(DIALECTS)('the audit log on %s', (dialect) => {
  let server: TestServer;
  let bearer: { authorization: string };
  let startMs: number;
  beforeAll(async () => {
    server = await startTestServer(dialect, { routes: (parts) => [adminAuditRoutes(parts)] });
    startMs = server.clock.now();
    bearer = (await signUpAdmin(server)).bearer;
    server.clock.advance(DAY_MS);
    await server.post('/auth/login', { email: ADMIN.email, password: 'wrong password' });
    bearer = await signIn();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function signIn() {
    const answer = await server.post('/auth/login', ADMIN);
    const { session_token }: { session_token: string } = JSON.parse(await answer.text());
    return { authorization: `Bearer ${session_token}` };
  }
  const get = async <Body>(path: string): Promise<Body> => JSON.parse(await (await server.get(path, bearer)).text());
  const actions = async (query: string) => (await get<List>(`/admin/audit?${query}`)).items.map(({ action }) => action);
  const iso = (ms: number) => encodeURIComponent(new Date(ms).toISOString());

  it('is found by actor, action, target and time, page by page', async () => {
    const all = await get<List>('/admin/audit?limit=2');
    expect(all.items.map(({ action }) => action)).toEqual(['session.login', 'session.login_failed']);
    const next = await get<List>(`/admin/audit?limit=2&cursor=${all.nextCursor}`);
    expect(next).toMatchObject({ items: [{ action: 'account.setup', seq: 1 }] });
    const admin = await userReader.findByEmail(server.store.read, ADMIN.email);
    expect(await actions('action=session')).toEqual(['session.login', 'session.login_failed']);
    expect(await actions('action=session.login')).toEqual(['session.login']);
    expect(await actions('action=sess')).toEqual([]);
    expect(await actions(`target=${admin?.id}`)).toEqual(['session.login_failed', 'account.setup']);
    expect(await actions(`actor=${admin?.id}&target=${admin?.id}`)).toEqual(['account.setup']);
    expect(await actions(`to=${iso(startMs + 1)}`)).toEqual(['account.setup']);
    expect(await actions(`from=${iso(startMs + 1)}&action=account`)).toEqual([]);
  });

  it('is exported whole and in order, in two formats, and the export is in the next one', async () => {
    const csv = await server.get('/admin/audit/export?format=csv', bearer);
    expect(csv.headers.get('content-disposition')).toContain('audit.csv');
    const lines = (await csv.text()).trimEnd().split('\r\n');
    expect(lines[0]).toBe('seq,id,at,actor_id,action,target_type,target_id,ip,request_id,details,hash');
    const jsonl = await (await server.get('/admin/audit/export?format=jsonl', bearer)).text();
    const items: AuditItem[] = jsonl
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, i) => i + 1));
    // The second one holds the entry of itself and nothing else more.
    expect(items).toHaveLength(lines.length);
    expect(items.at(-1)).toMatchObject({ action: 'audit.export', details: { format: 'jsonl' } });
    const some = await (await server.get('/admin/audit/export?format=jsonl&action=account', bearer)).text();
    expect(some.trimEnd().split('\n')).toHaveLength(1);
  });

  it('is verified, also after its beginning was cut off; and nothing else may be missing', async () => {
    const verify = () => get<{ intact: boolean; first?: number; broken_at?: number }>('/admin/audit/verify');
    expect(await verify()).toMatchObject({ intact: true, first: 1 });
    const cut = () => cutAudit(server.store, startMs + DAY_MS / 2, server.clock.now());
    expect(await cut()).toBe(1);
    expect(await cut()).toBe(0);
    expect(await verify()).toMatchObject({ intact: true, first: 2 });
    server.clock.advance(DAY_MS);
    bearer = await signIn();
    expect(await cutAudit(server.store, startMs + 1.5 * DAY_MS, server.clock.now())).toBeGreaterThan(5);
    const { intact, first } = await verify();
    expect(intact).toBe(true);
    // The newest stays, whatever its age.
    expect(await cutAudit(server.store, server.clock.now() + 1, server.clock.now())).toBeGreaterThan(0);
    expect(await cutAudit(server.store, server.clock.now() + 1, server.clock.now())).toBeGreaterThan(0);
    expect((await verify()).first).toBeGreaterThan(first ?? 0);

    const kept = await get<List>('/admin/audit?limit=100');
    const oldest = kept.items.at(-1)?.seq ?? 0;
    await server.store.transact((tx) => tx.run(behead, { seq: oldest }));
    expect(await verify()).toEqual({ ok: true, intact: false, broken_at: oldest });
  });

  it('is kept as long as an admin says, and that is written down', async () => {
    const put = (days: unknown) =>
      fetch(`${server.url}/admin/audit/retention`, {
        method: 'PUT',
        headers: { ...bearer, 'content-type': 'application/json' },
        body: JSON.stringify({ days }),
      });
    expect(await get('/admin/audit/retention')).toEqual({ ok: true, days: null });
    expect((await put(0)).status).toBe(400);
    expect((await put(90)).status).toBe(200);
    expect(await get('/admin/audit/retention')).toEqual({ ok: true, days: 90 });
    expect((await get<List>('/admin/audit?action=audit.change_retention')).items[0]?.details).toEqual({ days: 90 });
  });
});
