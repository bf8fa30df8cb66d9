import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { runSql } from '../../../test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { ADMIN, type TestPerson } from '../../../test/test-person.ts';
import { createBrowser } from '../test/browser.ts';
import { startOidcProvider } from '../test/start-oidc-provider.ts';

const PUBLIC_URL = 'https://chat.example.org';
const CALLBACK = `${PUBLIC_URL}/auth/oidc/house/callback`;

let house: Awaited<ReturnType<typeof startOidcProvider>>;
beforeAll(async () => {
  house = await startOidcProvider(CALLBACK);
});
afterAll(() => house.close());

describe.each(DIALECTS)('signing in with a provider on %s', (dialect) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start('open');
    house.people.clear();
    house.people.set('s-1', { email: 'grace@example.org', email_verified: true, name: 'Grace' });
  });
  afterEach(() => server[Symbol.asyncDispose]());

  function start(registration: string) {
    const settings = { name: 'house', label: 'The house', issuer: house.issuer, ...house.client };
    const roles = { role_claim: 'groups', admin_values: ['keepers'] };
    const env = {
      PUBLIC_URL,
      REGISTRATION: registration,
      OIDC_PROVIDERS: JSON.stringify([{ ...settings, ...roles }]),
    };
    return startTestServer(dialect, { env });
  }
  /** Goes to the provider and comes back with its answer, which `change` may spoil on the way. */
  async function travel(browser: Browser, from: string, change = (url: URL) => url, at = server): Promise<string> {
    const back = await browser.follow(from, (location) => location.startsWith(CALLBACK));
    if (back === undefined) throw new Error('the provider sent nobody back');
    const { pathname, search } = change(new URL(back));
    const answer = await browser.open(`${at.url}${pathname}${search}`);
    return answer.headers.get('location') ?? `status ${answer.status}`;
  }
  type Browser = ReturnType<typeof createBrowser>;
  async function enter(who: string | undefined, browser = createBrowser(), query = '', at = server) {
    house.state.who = who;
    const end = await travel(browser, `${at.url}/auth/oidc/house/start${query}`, undefined, at);
    const me = await browser.open(`${at.url}/me`);
    const body = JSON.parse(await me.text());
    return { end, user: body.user, browser };
  }
  async function link(person: TestPerson, who: string) {
    house.state.who = who;
    const browser = createBrowser();
    const begun = await browser.open(`${server.url}/account/identities/house`, {
      method: 'POST',
      headers: { authorization: `Bearer ${person.token}` },
    });
    const { url, error } = JSON.parse(await begun.text());
    return error ? String(error.code) : travel(browser, url);
  }
  const identities = () => runSql(server.database, 'select issuer, subject, user_id from identities order by subject');

  it('makes an account at first, and opens it ever after, whatever the address becomes', async () => {
    expect(await (await fetch(`${server.url}/auth/oidc`)).json()).toEqual({
      ok: true,
      providers: [{ name: 'house', label: 'The house' }],
    });
    const first = await enter('s-1');
    expect(first.end).toBe('/app/');
    expect(first.user).toMatchObject({ email: 'grace@example.org', display_name: 'Grace', role: 'user' });
    expect(first.browser.cookie('omni_oidc')).toBeUndefined();
    house.people.set('s-1', { email: 'hopper@example.org', email_verified: true });
    expect((await enter('s-1')).user).toEqual(first.user);
    expect(await identities()).toEqual([{ issuer: house.issuer, subject: 's-1', user_id: first.user.id }]);
    const login = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const body = JSON.stringify({ email: 'grace@example.org', password: '' });
    expect((await fetch(`${server.url}/auth/login`, { ...login, body })).status).toBe(401);
  });

  it('never opens an account because the address is the same; its owner links it while signed in', async () => {
    const ada = await server.person('ada');
    house.people.set('s-2', { email: ada.email, email_verified: true });
    expect(await enter('s-2')).toMatchObject({ end: '/app/sign-in?error=E1003', user: undefined });
    expect(await identities()).toEqual([]);
    expect(await link(ada, 's-2')).toBe('/app/?linked=house');
    expect((await enter('s-2')).user.id).toBe(ada.id);
    const bob = await server.person('bob');
    expect(await link(bob, 's-2')).toBe('/app/sign-in?error=E1003');

    const unlink = () => ada.call('DELETE', '/account/identities/house');
    expect((await unlink()).status).toBe(200);
    expect((await unlink()).status).toBe(404);
    expect((await enter('s-2')).end).toBe('/app/sign-in?error=E1003');
  });

  it('links nothing to a session that ended on the way', async () => {
    const ada = await server.person('ada');
    house.state.who = 's-1';
    const browser = createBrowser();
    const begun = await browser.open(`${server.url}/account/identities/house`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ada.token}` },
    });
    await ada.call('POST', '/auth/logout');
    expect(await travel(browser, JSON.parse(await begun.text()).url)).toBe('/app/sign-in?error=E2000');
    expect(await identities()).toEqual([]);
  });

  it('takes only the answer to a trip that this browser began', async () => {
    house.state.who = 's-1';
    const from = `${server.url}/auth/oidc/house/start`;
    const spoil = (name: string) => (url: URL) => {
      url.searchParams.set(name, 'made-up');
      return url;
    };
    expect(await travel(createBrowser(), from, spoil('state'))).toBe('/app/sign-in?error=E2003');
    expect(await travel(createBrowser(), from, spoil('code'))).toBe('/app/sign-in?error=E2003');
    expect(await travel(createBrowser(), from, spoil('iss'))).toBe('/app/sign-in?error=E2003');
    // Somebody else's answer, put before a browser that began no trip, or its own.
    const stolen = await createBrowser().follow(from, (location) => location.startsWith(CALLBACK));
    const { search } = new URL(stolen ?? '');
    const other = createBrowser();
    await other.open(from);
    for (const browser of [createBrowser(), other]) {
      const answer = await browser.open(`${server.url}/auth/oidc/house/callback${search}`);
      expect(answer.headers.get('location')).toBe('/app/sign-in?error=E2003');
    }
    expect((await enter(undefined)).end).toBe('/app/sign-in?error=E2003');
    expect((await fetch(`${server.url}/auth/oidc/nobody/start`, { redirect: 'manual' })).status).toBe(404);
    expect(await identities()).toEqual([]);
  });

  it('makes admins of whom the provider says, and users again, but the last one', async () => {
    house.people.set('s-1', { email: 'grace@example.org', email_verified: true, groups: ['staff', 'keepers'] });
    const grace = await enter('s-1');
    expect(grace.user.role).toBe('admin');
    house.people.set('s-1', { email: 'grace@example.org', groups: 'staff' });
    expect((await enter('s-1')).user.role).toBe('user');
    const after = await grace.browser.open(`${server.url}/admin/users`);
    expect(after.status).toBe(403);
    const admin = await server.admin();
    house.people.set('s-3', { email: 'x@example.org' });
    expect(await link(admin, 's-3')).toBe('/app/?linked=house');
    expect((await enter('s-3')).user).toMatchObject({ email: ADMIN.email, role: 'admin' });
  });

  it('lets in whom registration admits, with a confirmed address', async () => {
    house.people.set('s-4', { email: 'unsure@example.org', email_verified: false });
    expect((await enter('s-4')).end).toBe('/app/sign-in?error=E2005');
    await using closed = await start('invite');
    expect((await enter('s-1', createBrowser(), '', closed)).end).toBe('/app/sign-in?error=E2005');
    const admin = await closed.admin();
    const made = await admin.call<{ code: string }>('POST', '/admin/invites', { email: 'grace@example.org' });
    const query = `?invite_code=${made.body.code}`;
    expect((await enter('s-1', createBrowser(), query, closed)).user.email).toBe('grace@example.org');
  });

  it('keeps the only way in', async () => {
    const { browser, user } = await enter('s-1');
    const csrf = browser.cookie('omni_csrf')?.slice('omni_csrf='.length) ?? '';
    const ask = async (method: string, path: string, body?: object) => {
      const headers = { 'x-csrf-token': csrf, ...(body && { 'content-type': 'application/json' }) };
      const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
      return JSON.parse(await (await browser.open(server.url + path, init)).text()).error?.code ?? 'ok';
    };
    expect(await ask('DELETE', '/account/identities/house')).toBe('E1003');
    // Who has no password chooses one by the proof that signing in was.
    expect(await ask('POST', '/account/password', { new_password: 'a fine sentence' })).toBe('ok');
    expect(await ask('DELETE', '/account/identities/house')).toBe('ok');
    const login = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const body = JSON.stringify({ email: user.email, password: 'a fine sentence' });
    expect((await fetch(`${server.url}/auth/login`, { ...login, body })).status).toBe(200);
  });
});
