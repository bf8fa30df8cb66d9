import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { writeQuery } from '../../store/query.ts';
import { createSoftwareAuthenticator } from '../test/software-authenticator.ts';
import { signUpAdmin, startTestServer, type TestServer } from '../test/start-server.ts';

const PAGE = { rpId: 'chat.example.org', origin: 'https://chat.example.org' };
const ELSEWHERE = { rpId: 'chat.example.org', origin: 'https://chat.example.org.evil.test' };

const disable = writeQuery('test.disable_everybody', (db) => db.updateTable('users').set({ status: 'disabled' }));

describe.each(DIALECTS)('passkeys on %s', (dialect) => {
  let server: TestServer;
  let ada: Awaited<ReturnType<typeof signUpAdmin>>;
  beforeEach(async () => {
    server = await startTestServer(dialect, { env: { PUBLIC_URL: PAGE.origin } });
    ada = await signUpAdmin(server);
  });
  afterEach(() => server[Symbol.asyncDispose]());

  async function post(path: string, body: object = {}, who: Record<string, string> = ada.bearer) {
    const answer = await server.post(path, body, who);
    const parsed = JSON.parse(await answer.text());
    return { status: answer.status, body: parsed, code: parsed.error?.code ?? 'ok' };
  }
  const ask = async () => (await post('/auth/passkey/options', {}, {})).body.options;
  const enter = (response: object) => post('/auth/passkey', { response }, {});
  async function add(authenticator = createSoftwareAuthenticator(), page = PAGE) {
    const { body } = await post('/account/passkeys/options');
    const response = authenticator.create(body.options, page);
    return { ...(await post('/account/passkeys', { name: 'My phone', response })), response, authenticator };
  }

  it('sign their owner in, by a new session, without any password', async () => {
    const { authenticator, body } = await add();
    expect(body.passkey).toMatchObject({ name: 'My phone', last_used_at: null });
    const options = await ask();
    expect(options).toMatchObject({ rpId: PAGE.rpId, userVerification: 'required' });
    expect(JSON.stringify(options)).not.toContain(authenticator.id);
    const entered = await enter(authenticator.get(options, PAGE));
    expect(entered.body.user.email).toBe('ada@example.org');
    const again = await enter(authenticator.get(await ask(), PAGE));
    expect(again.code).toBe('ok');
    expect(again.body.session_token).not.toBe(entered.body.session_token);
    const who = { authorization: `Bearer ${again.body.session_token}` };
    expect((await server.get('/me', who)).status).toBe(200);
    const list = JSON.parse(await (await server.get('/account/passkeys', who)).text());
    expect(list.passkeys).toMatchObject([{ id: body.passkey.id, last_used_at: '2026-05-01T12:00:00.000Z' }]);
  });

  it('are taken only as the answer to a question that was just asked, once', async () => {
    const { authenticator } = await add();
    const options = await ask();
    const right = authenticator.get(options, PAGE);
    const codes = await Promise.all([1, 2, 3, 4].map(() => enter(right)));
    expect(codes.map(({ code }) => code).sort()).toEqual(['E2003', 'E2003', 'E2003', 'ok']);
    const late = await ask();
    server.clock.advance(5 * 60_000);
    expect((await enter(authenticator.get(late, PAGE))).code).toBe('E2003');
    expect((await enter(authenticator.get({ challenge: 'made-up' }, PAGE))).code).toBe('E2003');
    const { body } = await post('/account/passkeys/options');
    expect((await enter(authenticator.get(body.options, PAGE))).code).toBe('E2003');
  });

  it('are of no use to another page, another key, a copy, or without a look at the person', async () => {
    const { authenticator } = await add();
    expect((await enter(authenticator.get(await ask(), ELSEWHERE))).code).toBe('E2003');
    expect((await enter({ ...createSoftwareAuthenticator().get(await ask(), PAGE), id: authenticator.id })).code).toBe(
      'E2003',
    );
    expect((await enter(createSoftwareAuthenticator().get(await ask(), PAGE))).code).toBe('E2003');
    expect((await enter(authenticator.get(await ask(), PAGE))).code).toBe('ok');
    authenticator.rewind(0);
    expect((await enter(authenticator.get(await ask(), PAGE))).code).toBe('E2003');

    const unseen = createSoftwareAuthenticator({ flags: 0x01 });
    expect((await add(unseen)).code).toBe('E1001');
    expect((await add(createSoftwareAuthenticator(), ELSEWHERE)).code).toBe('E1001');
  });

  it('are added once, only after a recent proof, and removed', async () => {
    const { response, body, authenticator } = await add();
    expect((await post('/account/passkeys', { name: 'Again', response })).code).toBe('E1001');
    expect((await add(authenticator)).code).toBe('E1003');
    const remove = () =>
      fetch(`${server.url}/account/passkeys/${body.passkey.id}`, { method: 'DELETE', headers: ada.bearer });
    server.clock.advance(10 * 60_000);
    expect((await post('/account/passkeys/options')).code).toBe('E2007');
    expect((await remove()).status).toBe(403);
    // Signing in with the passkey is a proof too, for the session that it begins.
    const entered = await enter(authenticator.get(await ask(), PAGE));
    const who = { authorization: `Bearer ${entered.body.session_token}` };
    const removed = await fetch(`${server.url}/account/passkeys/${body.passkey.id}`, {
      method: 'DELETE',
      headers: who,
    });
    expect(removed.status).toBe(200);
    expect((await enter(authenticator.get(await ask(), PAGE))).code).toBe('E2003');
  });

  it('open no disabled account', async () => {
    const { authenticator } = await add();
    await server.store.transact((tx) => tx.run(disable, {}));
    expect((await enter(authenticator.get(await ask(), PAGE))).code).toBe('E2004');
  });
});

it('asks for PUBLIC_URL under a name that only the request claims', async () => {
  await using server = await startTestServer('sqlite');
  const answer = await server.post('/auth/passkey/options', {});
  expect([answer.status, JSON.parse(await answer.text()).error.message]).toEqual([
    409,
    expect.stringContaining('PUBLIC_URL'),
  ]);
});
