import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../test/database.ts';
import { setupToken } from '../account/setup-token.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import { createId, createSecret, hashSecret } from '../kit/id.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import { must } from '../kit/must.ts';
import { auditReader } from '../store/audit-reader.ts';
import { inviteWriter } from '../store/invite-writer.ts';
import { readQuery, writeQuery } from '../store/query.ts';
import { quotaReader } from '../store/quota-reader.ts';
import { userReader } from '../store/user-reader.ts';
import { ADMIN, readSignedIn, signUpAdmin, startTestServer, type TestServer } from './test/start-server.ts';

const countUsers = readQuery('test.count_users', (db) =>
  db.selectFrom('users').select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('role').as('role')]),
);
const readHashes = readQuery('test.read_hashes', (db) => db.selectFrom('sessions').select('token_hash'));
const setStatus = writeQuery('test.set_status', (db, a: { email: string; status: 'active' | 'disabled' }) =>
  db.updateTable('users').set({ status: a.status }).where('email', '=', a.email),
);

async function codes(answers: Promise<Response>[]): Promise<Record<string, number>> {
  const tally: Record<string, number> = {};
  for (const answer of await Promise.all(answers)) {
    const body: { error?: { code: string } } = JSON.parse(await answer.text());
    const key = body.error?.code ?? 'ok';
    tally[key] = (tally[key] ?? 0) + 1;
  }
  return tally;
}

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

describe.each(DIALECTS)('accounts on %s', (dialect) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer(dialect);
  });
  afterEach(() => server[Symbol.asyncDispose]());

  async function createInvite(fields: { maxUses?: number; email?: string; quota?: string; expiresAt?: number } = {}) {
    const code = createSecret();
    await server.store.transact((tx) =>
      inviteWriter.insert(tx, {
        id: createId<string>(),
        code_hash: hashSecret(code),
        role: 'user',
        email: fields.email ?? null,
        max_uses: fields.maxUses ?? 1,
        quota: fields.quota ?? null,
        expires_at: fields.expiresAt ?? null,
        created_by: null,
        created_at: server.clock.now(),
      }),
    );
    return code;
  }
  const login = (password: string, email = ADMIN.email) => server.post('/auth/login', { email, password });

  it('makes exactly one first admin of a hundred parallel tries', async () => {
    const tally = await codes(
      times(100, (i) =>
        server.post('/auth/register', {
          email: `p${i}@example.org`,
          password: 'long enough',
          setup_token: server.setupToken,
        }),
      ),
    );
    expect(tally).toEqual({ ok: 1, E2005: 99 });
    expect(await server.store.read.first(countUsers, {})).toEqual({ count: 1, role: 'admin' });
  });

  it('refuses the first account without the setup token, and a second one with it', async () => {
    expect(await codes([server.post('/auth/register', ADMIN)])).toEqual({ E2005: 1 });
    expect(await codes([server.post('/auth/register', { ...ADMIN, setup_token: 'guessed' })])).toEqual({ E2005: 1 });
    await signUpAdmin(server);
    const again = { email: 'eve@example.org', password: 'long enough', setup_token: server.setupToken };
    expect(await codes([server.post('/auth/register', again)])).toEqual({ E2005: 1 });
    // As another instance may, that looked for people just before the first one came.
    const late = await server.store.transact((tx) => setupToken.renew(tx, server.clock.now()));
    expect(await codes([server.post('/auth/register', { ...again, setup_token: late })])).toEqual({ E2005: 1 });
  });

  it('lets one of a hundred have an e-mail address, and no use of the invite is lost on the others', async () => {
    await signUpAdmin(server);
    const invite = await createInvite({ maxUses: 2 });
    const register = (email: string) =>
      server.post('/auth/register', { email, password: 'long enough', invite_code: invite });
    const tally = await codes(times(100, (i) => register(i % 2 ? 'Bob@example.org' : 'bob@example.org')));
    expect(tally.ok).toBe(1);
    expect((tally.E1003 ?? 0) + (tally.E2005 ?? 0)).toBe(99);
    expect(await codes([register('eve@example.org')])).toEqual({ ok: 1 });
    expect(await codes([register('mallory@example.org')])).toEqual({ E2005: 1 });
  });

  it('lets as many use an invite as it says, of fifty at once', async () => {
    await signUpAdmin(server);
    const invite = await createInvite({ maxUses: 3 });
    const tally = await codes(
      times(50, (i) =>
        server.post('/auth/register', { email: `p${i}@example.org`, password: 'long enough', invite_code: invite }),
      ),
    );
    expect(tally).toEqual({ ok: 3, E2005: 47 });
  });

  it('honours for whom, until when and with what limits an invite was made', async () => {
    await signUpAdmin(server);
    const register = (invite_code: string, email = 'bob@example.org') =>
      codes([server.post('/auth/register', { email, password: 'long enough', invite_code })]);
    expect(await register(await createInvite({ expiresAt: server.clock.now() }))).toEqual({ E2005: 1 });
    expect(await register(await createInvite({ email: 'eve@example.org' }))).toEqual({ E2005: 1 });
    expect(await register(await createInvite({ email: 'bob@example.org', quota: '{"messages_per_day":7}' }))).toEqual({
      ok: 1,
    });
    const bob = await userReader.findByEmail(server.store.read, 'bob@example.org');
    expect(bob && (await quotaReader.limits(server.store.read, bob.id))).toEqual({
      messages_per_day: 7,
      tokens_per_day: null,
      concurrent_streams: null,
    });
    expect(bob?.role).toBe('user');
  });

  it('answers an unknown address and a wrong password alike', async () => {
    await signUpAdmin(server);
    const [unknown, wrong] = await Promise.all([
      login('wrong password', 'nobody@example.org'),
      login('wrong password'),
    ]);
    const strip = async (answer: Response) => (await answer.text()).replace(/"request_id":"[^"]*"/, '');
    expect(unknown.status).toBe(401);
    expect(await strip(unknown)).toBe(await strip(wrong));
    const names = (answer: Response) => [...answer.headers.keys()].sort();
    expect(names(unknown)).toEqual(names(wrong));
  });

  it('compares ten passwords of two hundred parallel tries and tells the rest when to come back', async () => {
    await signUpAdmin(server);
    expect(await codes(times(200, () => login('wrong password')))).toEqual({ E2003: 10, E1006: 190 });
    const late = await login(ADMIN.password);
    expect(late.status).toBe(429);
    const waitS = Number(late.headers.get('retry-after'));
    expect(waitS).toBeGreaterThan(0);
    server.clock.advance(waitS * 1000);
    expect((await login(ADMIN.password)).status).toBe(200);
  });

  it('limits guesses over many accounts from one address, and does not count right passwords', async () => {
    await signUpAdmin(server);
    for (let i = 0; i < 12; i += 1) expect((await login(ADMIN.password)).status).toBe(200);
    const tally = await codes(times(150, (i) => login('wrong password', `p${i}@example.org`)));
    expect(tally).toEqual({ E2003: ACCOUNT_LIMITS.triesPerAddress, E1006: 50 });
  });

  it('tells a disabled person so only for the right password, and their sessions are over', async () => {
    const ada = await signUpAdmin(server);
    await server.store.transact((tx) => tx.run(setStatus, { email: ADMIN.email, status: 'disabled' }));
    expect(await codes([login('wrong password')])).toEqual({ E2003: 1 });
    expect(await codes([login(ADMIN.password)])).toEqual({ E2004: 1 });
    expect((await server.get('/me', ada.bearer)).status).toBe(401);
  });

  it('begins a new session at each sign-in, whatever cookie came along, and keeps no token', async () => {
    const ada = await signUpAdmin(server);
    const planted = { cookie: 'omni_session=planted-by-someone; omni_csrf=planted' };
    const first = await readSignedIn(await server.post('/auth/login', ADMIN, planted));
    const second = await readSignedIn(await server.post('/auth/login', ADMIN, first.cookie));
    expect(new Set([ada.token, first.token, second.token, 'planted-by-someone']).size).toBe(4);
    expect((await server.get('/me', planted)).status).toBe(401);
    expect((await server.get('/me', first.cookie)).status).toBe(200);
    const hashes = (await server.store.read.all(readHashes, {})).map((row) => row.token_hash).sort();
    expect(hashes).toEqual([ada.token, first.token, second.token].map(hashSecret).sort());
  });

  it('ends the session and what stands on it at logout, and no other', async () => {
    const ada = await signUpAdmin(server);
    const other = await readSignedIn(await login(ADMIN.password));
    const viewer = await readViewer(ada.bearer);
    let isEnded = false;
    server.sessionEnds.subscribe(viewer, () => {
      isEnded = true;
    });
    const answer = await server.post('/auth/logout', {}, ada.bearer);
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie().map((line) => line.split('=')[0])).toEqual(['omni_session', 'omni_csrf']);
    expect(isEnded).toBe(true);
    expect((await server.get('/me', ada.bearer)).status).toBe(401);
    expect((await server.get('/me', other.bearer)).status).toBe(200);
  });

  async function readViewer(headers: { authorization: string }) {
    const token = headers.authorization.slice('Bearer '.length);
    const row = must(await server.store.read.first(readSession, { tokenHash: hashSecret(token) }), 'the session');
    return { sessionId: row.id, userId: row.user_id };
  }

  it('ends a session thirty days after its last use', async () => {
    const ada = await signUpAdmin(server);
    const dayMs = 86_400_000;
    server.clock.advance(29 * dayMs);
    expect((await server.get('/me', ada.bearer)).status).toBe(200);
    await expect
      .poll(() => server.store.read.first(readSession, { tokenHash: hashSecret(ada.token) }))
      .toMatchObject({
        last_seen_at: server.clock.now(),
        expires_at: server.clock.now() + 30 * dayMs,
      });
    server.clock.advance(29 * dayMs);
    await expect
      .poll(async () => {
        // Noted by the first use that comes when the last one is on the disk.
        expect((await server.get('/me', ada.bearer)).status).toBe(200);
        return server.store.read.first(readSession, { tokenHash: hashSecret(ada.token) });
      })
      .toMatchObject({ last_seen_at: server.clock.now() });
    server.clock.advance(30 * dayMs);
    expect((await server.get('/me', ada.bearer)).status).toBe(401);
  });

  it('keeps a chain of what happened, and notices what was changed, removed or cut off', async () => {
    const ada = await signUpAdmin(server);
    await login('wrong password');
    await login(ADMIN.password);
    await server.post('/auth/logout', {}, ada.bearer);
    const entries = await auditReader.listAfter(server.store.read, 0, 100);
    expect(entries.map((e) => e.action)).toEqual([
      'account.setup',
      'session.login_failed',
      'session.login',
      'session.logout',
    ]);
    expect(await verifyAudit(server.store.read)).toEqual({ ok: true, entries: 4, first: 1 });

    const tamper = (query: typeof forget) => server.store.transact((tx) => tx.run(query, { seq: 2 }));
    await tamper(blame);
    expect(await verifyAudit(server.store.read)).toEqual({ ok: false, brokenAt: 2 });
    await tamper(forget);
    expect(await verifyAudit(server.store.read)).toEqual({ ok: false, brokenAt: 2 });
  });

  it('notices that the end of the audit log is gone', async () => {
    await signUpAdmin(server);
    await login(ADMIN.password);
    await server.store.transact((tx) => tx.run(forget, { seq: 2 }));
    expect(await verifyAudit(server.store.read)).toEqual({ ok: false, brokenAt: 2 });
  });

  it('numbers entries without a gap when many append at once', async () => {
    await signUpAdmin(server);
    await Promise.all(times(9, (i) => login('wrong password', `p${i}@example.org`)));
    expect(await verifyAudit(server.store.read)).toEqual({ ok: true, entries: 10, first: 1 });
  });
});

const readSession = readQuery('test.read_session', (db, a: { tokenHash: string }) =>
  db
    .selectFrom('sessions')
    .select(['id', 'user_id', 'last_seen_at', 'expires_at'])
    .where('token_hash', '=', a.tokenHash),
);
const blame = writeQuery('test.blame', (db, a: { seq: number }) =>
  db.updateTable('audit_log').set({ actor_user_id: 'someone-else' }).where('seq', '=', a.seq),
);
const forget = writeQuery('test.forget', (db, a: { seq: number }) =>
  db.deleteFrom('audit_log').where('seq', '=', a.seq),
);

describe.each(['open', 'closed'] as const)('with registration %s', (registration) => {
  it('lets strangers in only when open, and even then not before the first admin', async () => {
    await using server = await startTestServer('sqlite', { registration });
    const bob = { email: 'bob@example.org', password: 'long enough' };
    expect(await codes([server.post('/auth/register', bob)])).toEqual({ E2005: 1 });
    await signUpAdmin(server);
    expect(await codes([server.post('/auth/register', bob)])).toEqual(
      registration === 'open' ? { ok: 1 } : { E2005: 1 },
    );
    const user = await userReader.findByEmail(server.store.read, bob.email);
    expect(user?.role).toBe(registration === 'open' ? 'user' : undefined);
  });
});

it('ends the oldest session, and what stands on it, when a person has too many', async () => {
  await using server = await startTestServer('sqlite');
  const first = await signUpAdmin(server);
  const row = must(await server.store.read.first(readSession, { tokenHash: hashSecret(first.token) }), 'the session');
  let isEnded = false;
  server.sessionEnds.subscribe({ sessionId: row.id, userId: row.user_id }, () => {
    isEnded = true;
  });
  const signIn = () => server.post('/auth/login', ADMIN);
  for (let i = 1; i < ACCOUNT_LIMITS.sessionsPerUser; i += 1) expect((await signIn()).status).toBe(200);
  expect((await server.get('/me', first.bearer)).status).toBe(200);
  expect(isEnded).toBe(false);
  await signIn();
  expect((await server.get('/me', first.bearer)).status).toBe(401);
  expect(isEnded).toBe(true);
});

it('creates the configured admin at the start and then has no setup token', async () => {
  const env = { ADMIN_EMAIL: 'Root@example.org', ADMIN_PASSWORD: 'from the environment' };
  await using server = await startTestServer('sqlite', { env });
  expect(server.setupToken).toBe('');
  const answer = await server.post('/auth/login', { email: 'root@example.org', password: 'from the environment' });
  expect(await answer.json()).toMatchObject({ ok: true, user: { role: 'admin', email: 'root@example.org' } });
});
