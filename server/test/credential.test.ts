import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createId, createSecret } from '../src/kit/id.ts';
import { must } from '../src/kit/must.ts';
import { runSql } from './raw-sql.ts';
import { listRoutes } from './route-table.ts';
import { startTestServer, type TestServer } from './server.ts';
import type { TestPerson } from './test-person.ts';

type Headers = Record<string, string>;

const REFUSALS = new Set(['E2000', 'E2001', 'E2002']);
const JSON_TYPE = 'application/json';
/** What every route takes but those below, and what the forms of a foreign page can send. */
const TYPES = [JSON_TYPE, 'text/plain', 'application/x-www-form-urlencoded'];
const TYPE_OF: Record<string, string> = {
  'POST /account/import': 'application/zip',
  'POST /files': 'application/octet-stream',
};

const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });

describe('every route', { timeout: 60_000 }, () => {
  let server: TestServer;
  let routes: string[];
  let admin: TestPerson;
  let bob: TestPerson;
  beforeAll(async () => {
    server = await startTestServer('sqlite');
    await signIn();
    const all = listRoutes(server.app.server).filter((route) => !route.startsWith('HEAD ') && !route.includes('*'));
    routes = [];
    for (const route of all) if ((await decide(route, {})) === 'E2000') routes.push(route);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function signIn(): Promise<void> {
    admin = await server.admin();
    bob = await server.person('bob');
  }
  /** Some routes end the session they are called with. */
  async function staySignedIn(): Promise<void> {
    for (const person of [admin, bob]) if ((await person.call('GET', '/me')).status !== 200) return signIn();
  }

  /** Why whoever sends these headers is not let in, or `in`. What the route does then is of no interest: the body fits none. */
  async function decide(route: string, headers: Headers, type = TYPE_OF[route] ?? JSON_TYPE): Promise<string> {
    const [method = '', pattern = ''] = route.split(' ');
    const hasBody = method !== 'GET';
    const response = await fetch(server.url + pattern.replace(/:\w+/g, createId<string>()), {
      method,
      headers: { ...headers, ...(hasBody && { 'content-type': type }) },
      ...(hasBody && { body: type === JSON_TYPE ? '[]' : 'a=b' }),
      redirect: 'manual',
    });
    if (response.status < 400) {
      await response.body?.cancel();
      return 'in';
    }
    const code = /"code":"(E\d+)"/.exec(await response.text())?.[1] ?? 'none';
    return REFUSALS.has(code) || code === 'E1005' ? code : 'in';
  }

  /** Sessions and keys of people who may not come any more, each named by why. */
  async function makeEnded(): Promise<Record<string, Headers>> {
    const late = await server.person('late');
    const { body } = await late.call<{ key: string }>('POST', '/account/api-keys', { name: 'x', scope: 'all' });
    const gone = await server.person('gone');
    const disabled = await server.person('disabled');
    const disabledKey = await disabled.call<{ key: string }>('POST', '/account/api-keys', { name: 'x', scope: 'all' });
    await runSql(server.database, `update sessions set expires_at = 1 where user_id = '${late.id}'`);
    await runSql(server.database, `update api_keys set expires_at = 1 where user_id = '${late.id}'`);
    await runSql(server.database, `delete from users where id = '${gone.id}'`);
    await runSql(server.database, `update users set status = 'disabled' where id = '${disabled.id}'`);
    return {
      'expired session': bearer(late.token),
      'expired cookie': late.cookie,
      'expired key': bearer(body.key),
      'deleted person': bearer(gone.token),
      'deleted person with a cookie': gone.cookie,
      'disabled person': bearer(disabled.token),
      'disabled person with a cookie': disabled.cookie,
      'key of a disabled person': bearer(disabledKey.body.key),
    };
  }

  it('is reached by a fair part of these tests', () => {
    expect(routes.length).toBeGreaterThan(70);
  });

  it('lets in nobody whose session, key or account is over', async () => {
    const ended = await makeEnded();
    const wrong: string[] = [];
    for (const route of routes) {
      for (const [name, headers] of Object.entries(ended)) {
        const decision = await decide(route, headers);
        if (decision !== 'E2000') wrong.push(`${route}, ${name}: ${decision}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('decides alike for the cookie and the bearer of one person, and by the header where both come', async () => {
    const wrong: string[] = [];
    for (const route of routes) {
      for (const role of ['admin', 'user'] as const) {
        await staySignedIn();
        const ways = (person: TestPerson): Record<string, () => Headers> => ({
          bearer: () => bearer(person.token),
          cookie: () => person.cookie,
          'good header, bad cookie': () => ({ ...bearer(person.token), cookie: `omni_session=${createSecret()}` }),
        });
        const decisions: Record<string, string> = {};
        for (const name of Object.keys(ways(admin))) {
          await staySignedIn();
          const headers = must(ways(role === 'admin' ? admin : bob)[name], 'a way to send a credential');
          decisions[name] = await decide(route, headers());
        }
        const isAlike = new Set(Object.values(decisions)).size === 1;
        const mayComeIn = role === 'user' || decisions.bearer === 'in';
        if (!isAlike || !mayComeIn) wrong.push(`${route} as ${role}: ${JSON.stringify(decisions)}`);
      }
      await staySignedIn();
      const both = await decide(route, { ...admin.cookie, ...bearer(createSecret()) });
      if (both !== 'E2000') wrong.push(`${route}, bad header and good cookie: ${both}`);
    }
    expect(wrong).toEqual([]);
  });

  it('gives a key no more than its scope, and none to a key in a cookie', async () => {
    const owner = await server.person('owner');
    const keys: Record<string, string> = {};
    for (const scope of ['all', 'read', 'chat']) {
      const made = await owner.call<{ key: string }>('POST', '/account/api-keys', { name: scope, scope });
      keys[scope] = made.body.key;
    }
    const wrong: string[] = [];
    for (const route of routes) {
      const asked = async (scope: string) => decide(route, bearer(keys[scope] ?? ''));
      const [all, read, chat] = [await asked('all'), await asked('read'), await asked('chat')];
      const isSafe = route.startsWith('GET ');
      const isPersonal = all === 'E2001';
      const fits = isPersonal ? read === all && chat === all : read === (isSafe ? 'in' : 'E2001') && all === 'in';
      if (!fits) wrong.push(`${route}: ${JSON.stringify({ all, read, chat })}`);
      const inCookie = await decide(route, {
        cookie: `omni_session=${keys.all}`,
        'x-csrf-token': owner.cookie['x-csrf-token'],
      });
      if (inCookie !== 'E2000') wrong.push(`${route}, a key in a cookie: ${inCookie}`);
    }
    expect(wrong).toEqual([]);
  });

  it('that changes something takes exactly one of all ways to send a cookie', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter((name) => !name.startsWith('GET '))) {
      await staySignedIn();
      const tokens = {
        own: admin.cookie['x-csrf-token'],
        other: bob.cookie['x-csrf-token'],
        none: '',
        made: createSecret(),
      };
      const accepted: string[] = [];
      for (const [origin, from] of Object.entries({
        own: server.url,
        other: 'https://evil.example.org',
        opaque: 'null',
      })) {
        for (const [name, token] of Object.entries(tokens)) {
          for (const type of [...TYPES, ...(TYPE_OF[route] ? [TYPE_OF[route]] : [])]) {
            const headers = { cookie: admin.cookie.cookie, origin: from, ...(token && { 'x-csrf-token': token }) };
            const decision = await decide(route, headers, type);
            if (decision === 'in') accepted.push(`${origin} ${name} ${type}`);
          }
        }
      }
      if (accepted.join() !== `own own ${TYPE_OF[route] ?? JSON_TYPE}`) wrong.push(`${route}: ${accepted.join(', ')}`);
    }
    expect(wrong).toEqual([]);
  });
});
