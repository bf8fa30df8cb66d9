import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { createUser } from '../../account/create-user.ts';
import { createPasswordHasher } from '../../account/password-hasher.ts';
import { ACCOUNT_LIMITS } from '../../kit/limits.ts';
import { auditReader } from '../../store/audit-reader.ts';
import { ADMIN, readSignedIn, signUpAdmin, startTestServer, type TestServer } from '../test/start-server.ts';

type Bearer = { authorization: string };

describe.each(DIALECTS)('an own account on %s', (dialect) => {
  let server: TestServer;
  let ada: Awaited<ReturnType<typeof signUpAdmin>>;
  beforeEach(async () => {
    server = await startTestServer(dialect);
    ada = await signUpAdmin(server);
  });
  afterEach(() => server[Symbol.asyncDispose]());

  async function ask(method: string, path: string, who: Bearer, body?: object) {
    const answer = await fetch(server.url + path, {
      method,
      headers: { ...who, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const parsed = JSON.parse(await answer.text());
    return { status: answer.status, body: parsed, code: parsed.error?.code };
  }
  const signIn = async (email = ADMIN.email, password = ADMIN.password) =>
    readSignedIn(await server.post('/auth/login', { email, password }));
  async function addPerson(email: string, role: 'user' | 'admin' = 'user') {
    const passwordHash = await createPasswordHasher({ memoryCost: 64, timeCost: 1, parallelism: 1 }).hash(
      ADMIN.password,
    );
    const user = { email, displayName: undefined, passwordHash, role };
    await server.store.transact((tx) => createUser(tx, user, server.clock.now()));
    return (await signIn(email)).bearer;
  }
  /** Counts how often what stands on this session is ended. */
  async function watch(who: Bearer) {
    const viewer = await ask('GET', '/account/sessions', who);
    const current = viewer.body.sessions.find((session: { current: boolean }) => session.current);
    const me = await ask('GET', '/me', who);
    const ends = { count: 0 };
    server.sessionEnds.subscribe({ sessionId: current.id, userId: me.body.user.id }, () => {
      ends.count += 1;
    });
    return ends;
  }
  const actions = async () =>
    (await auditReader.listAfter(server.store.read, 0, 1000)).map(({ action }) => action).slice(1);

  it('changes a name at once, and an e-mail address only with the password', async () => {
    const patch = (body: object) => ask('PATCH', '/account/profile', ada.bearer, body);
    expect((await patch({ display_name: ' Ada L. ' })).body.user.display_name).toBe('Ada L.');
    expect((await patch({ email: 'countess@example.org' })).code).toBe('E1001');
    expect((await patch({ email: 'countess@example.org', current_password: 'wrong' })).code).toBe('E2003');
    expect((await patch({ role: 'user' })).code).toBe('E1001');
    const changed = await patch({ email: 'Countess@example.org', current_password: ADMIN.password });
    expect(changed.body.user).toMatchObject({ email: 'countess@example.org', display_name: 'Ada L.', role: 'admin' });
    expect((await ask('GET', '/account/profile', ada.bearer)).body.user).toEqual(changed.body.user);
    expect((await server.post('/auth/login', ADMIN)).status).toBe(401);
    await signIn('countess@example.org');
  });

  it('gives an e-mail address to one of those who want it at once', async () => {
    const people = await Promise.all(['a', 'b', 'c', 'd'].map((name) => addPerson(`${name}@example.org`)));
    const body = { email: 'new@example.org', current_password: ADMIN.password };
    const answers = await Promise.all(people.map((who) => ask('PATCH', '/account/profile', who, body)));
    expect(answers.map(({ code }) => code ?? 'ok').sort()).toEqual(['E1003', 'E1003', 'E1003', 'ok']);
    expect((await ask('PATCH', '/account/profile', ada.bearer, body)).code).toBe('E1003');
    await signIn('new@example.org');
  });

  it('ends every other session and what stands on it when the password changes', async () => {
    const phone = (await signIn()).bearer;
    const [onPhone, here] = [await watch(phone), await watch(ada.bearer)];
    const change = (current_password: string, new_password = 'another fine sentence') =>
      ask('POST', '/account/password', ada.bearer, { current_password, new_password });
    expect((await change('wrong')).code).toBe('E2003');
    expect((await change(ADMIN.password, 'short')).code).toBe('E1001');
    expect((await ask('GET', '/me', phone)).status).toBe(200);
    expect((await change(ADMIN.password)).status).toBe(200);
    expect([onPhone.count, here.count]).toEqual([1, 0]);
    expect((await ask('GET', '/me', phone)).status).toBe(401);
    expect((await ask('GET', '/me', ada.bearer)).status).toBe(200);
    expect((await server.post('/auth/login', ADMIN)).status).toBe(401);
    await signIn(ADMIN.email, 'another fine sentence');
  });

  it('refuses a password that everybody tries, wherever one is chosen', async () => {
    const change = { current_password: ADMIN.password, new_password: 'Password1' };
    expect((await ask('POST', '/account/password', ada.bearer, change)).code).toBe('E1001');
    await signIn();
    const body = { email: 'eve@example.org', password: 'iloveyou' };
    await using open = await startTestServer('sqlite', { registration: 'open' });
    await signUpAdmin(open);
    const refused = JSON.parse(await (await open.post('/auth/register', body)).text());
    expect(refused.error).toMatchObject({ code: 'E1001', details: [{ field: 'body.password' }] });
  });

  it('lets a stolen session guess the password as rarely as a stranger', async () => {
    const tries = Array.from({ length: 50 }, (_, i) =>
      ask('POST', '/auth/confirm', ada.bearer, { password: `guess ${i}` }),
    );
    const codes = (await Promise.all(tries)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'E2003')).toHaveLength(ACCOUNT_LIMITS.triesPerAccount);
    expect(codes.filter((code) => code === 'E1006')).toHaveLength(50 - ACCOUNT_LIMITS.triesPerAccount);
    expect((await server.post('/auth/login', ADMIN)).status).toBe(429);
    expect(await actions()).toContain('session.proof_failed');
  });

  it('shows where one is signed in, without a token, and signs one or all others out', async () => {
    const bob = await addPerson('bob@example.org');
    const [phone, tablet, desk] = [await signIn(), await signIn(), await signIn()];
    const list = async () => (await ask('GET', '/account/sessions', ada.bearer)).body.sessions;
    const sessions = await list();
    expect(sessions).toHaveLength(4);
    expect(sessions.map((session: { current: boolean }) => session.current)).toEqual([false, false, false, true]);
    expect(Object.keys(sessions[0]).sort()).toEqual(
      ['id', 'created_at', 'last_seen_at', 'ip', 'user_agent', 'current'].sort(),
    );
    const [ends, bobs] = [await watch(phone.bearer), await watch(bob)];
    const revoke = (who: Bearer, body: object) => ask('POST', '/account/sessions/revoke', who, body);
    expect((await revoke(bob, { session_id: sessions[0].id })).code).toBe('E1002');
    expect((await revoke(bob, { session_token: phone.token })).code).toBe('E1002');
    expect((await revoke(ada.bearer, {})).code).toBe('E1001');
    expect((await revoke(ada.bearer, { session_token: phone.token })).status).toBe(200);
    expect((await revoke(ada.bearer, { session_token: phone.token })).code).toBe('E1002');
    expect((await revoke(ada.bearer, { session_id: sessions[1].id })).status).toBe(200);
    expect((await ask('GET', '/me', phone.bearer)).status).toBe(401);
    expect((await ask('GET', '/me', tablet.bearer)).status).toBe(401);
    expect((await ask('POST', '/account/sessions/revoke-others', ada.bearer)).body.revoked).toBe(1);
    expect((await ask('GET', '/me', desk.bearer)).status).toBe(401);
    expect((await ask('GET', '/me', bob)).status).toBe(200);
    expect([ends.count, bobs.count, (await list()).length]).toEqual([1, 0, 1]);
  });

  it('keeps the last admin of those who leave at the same moment', async () => {
    const others = await Promise.all(['a', 'b', 'c', 'd'].map((name) => addPerson(`${name}@example.org`, 'admin')));
    const leave = (who: Bearer) => ask('DELETE', '/account', who, { current_password: ADMIN.password });
    expect((await ask('DELETE', '/account', ada.bearer, {})).code).toBe('E1001');
    expect((await ask('DELETE', '/account', ada.bearer, { current_password: 'wrong' })).code).toBe('E2003');
    const answers = await Promise.all([ada.bearer, ...others].map(leave));
    expect(answers.map(({ code }) => code ?? 'ok').sort()).toEqual(['E1003', 'ok', 'ok', 'ok', 'ok']);
    expect(answers.find(({ code }) => code)?.body.error.message).toContain('only administrator');
  });
});
