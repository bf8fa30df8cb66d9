import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createTestDatabase, DIALECTS, type TestDatabase } from '../../../test/database.ts';
import { runSql } from '../../../test/raw-sql.ts';
import { type ScriptedProvider, startScriptedProvider } from '../../../test/scripted-provider.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestError, TestPerson } from '../../../test/test-person.ts';
import type { StepResult } from '../../admin/doctor/step.ts';
import type { AdminProvider } from '../../admin/provider.ts';
import { openHostileServer, type Script } from '../../provider/test/hostile-server.ts';

interface One {
  provider: AdminProvider;
  key_removed?: boolean;
}

async function open(script: Script) {
  const opened = await openHostileServer(script);
  onTestFinished(opened.close);
  return opened;
}

describe.each(DIALECTS)('providers that admins make on %s', (dialect) => {
  let database: TestDatabase;
  let server: TestServer;
  let admin: TestPerson;
  let ada: TestPerson;
  /** An OpenAI-compatible server on this machine, and another one. */
  let lab: ScriptedProvider;
  let other: ScriptedProvider;
  beforeAll(async () => {
    database = await createTestDatabase(dialect);
    server = await startTestServer(dialect, { database });
    [lab, other] = await Promise.all([
      startScriptedProvider([{ id: 'alpha' }]),
      startScriptedProvider([{ id: 'alpha' }]),
    ]);
    [admin, ada] = await Promise.all([server.admin(), server.person()]);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await Promise.all([lab[Symbol.asyncDispose](), other[Symbol.asyncDispose](), database[Symbol.asyncDispose]()]);
  });

  const form = (id: string, more: object = {}) => ({
    id,
    kind: 'openai_compatible',
    name: `The ${id}`,
    base_url: lab.baseUrl,
    is_private_allowed: true,
    ...more,
  });
  const make = async (id: string, more?: object) => {
    const made = await admin.call<One>('POST', '/admin/providers', form(id, more));
    expect(made.status).toBe(200);
    return made.body.provider;
  };
  const change = async (id: string, body: object) =>
    (await admin.call<One>('PATCH', `/admin/providers/${id}`, body)).body;
  const listed = async (person = ada) =>
    (await person.call<{ providers: { id: string }[] }>('GET', '/providers')).body.providers.map(({ id }) => id);
  /** Asks through a provider; gives what came to it. */
  async function ask(provider: string, at = lab, person = ada) {
    const text = `to ${provider}, ${at.calls.length}`;
    const stream = await person.send({ text, provider });
    const call = await at.call(text);
    await call.emit('hello');
    await call.finish();
    expect((await stream.until('final')).data.message).toMatchObject({ text: 'hello', provider_meta: { provider } });
    return call;
  }

  it('answer at once, with a key that is kept until it is changed and goes to no other host', async () => {
    const made = await make('keyed', { api_key: 'first-key' });
    expect(made).toMatchObject({ source: 'admin', has_key: true, is_enabled: true, traffic: { last_error: null } });
    expect(await listed()).toContain('keyed');
    expect((await ask('keyed')).authorization).toBe('Bearer first-key');
    expect(await change('keyed', { name: 'Renamed' })).toMatchObject({
      provider: { name: 'Renamed' },
      key_removed: false,
    });
    expect((await ask('keyed')).authorization).toBe('Bearer first-key');
    await change('keyed', { api_key: 'second-key', base_url: `${lab.baseUrl}/chat/completions` });
    expect((await ask('keyed')).authorization).toBe('Bearer second-key');

    const moved = await change('keyed', { base_url: other.baseUrl });
    expect(moved).toMatchObject({ provider: { has_key: false }, key_removed: true });
    expect((await ask('keyed', other)).authorization).toBeUndefined();
    expect(await change('keyed', { base_url: lab.baseUrl, api_key: 'third-key' })).toMatchObject({
      key_removed: false,
    });
    expect((await ask('keyed')).authorization).toBe('Bearer third-key');
    expect(await change('keyed', { api_key: null })).toMatchObject({ provider: { has_key: false }, key_removed: true });
    expect((await ask('keyed')).authorization).toBeUndefined();
  });

  it('are not asked at another host even when somebody writes one into the database', async () => {
    await make('moved', { api_key: 'never-elsewhere' });
    await runSql(database, `update providers set base_url = '${other.baseUrl}' where id = 'moved'`);
    await change('moved', { name: 'Moved behind our back' });
    expect((await ask('moved', other)).authorization).toBeUndefined();
    expect(server.logged()).toContain('The key of a provider cannot be opened');
  });

  it('are offered while they are switched on, and write to the end when they are deleted', async () => {
    await make('brief');
    await change('brief', { is_enabled: false });
    expect(await listed()).not.toContain('brief');
    expect((await ada.call('POST', '/chat/stream', { text: 'x', provider: 'brief' })).body.error.code).toBe('E3000');
    await change('brief', { is_enabled: true });
    expect(await listed()).toContain('brief');

    const stream = await ada.send({ text: 'a long one', provider: 'brief' });
    const call = await lab.call('a long one');
    await call.emit('half ');
    await stream.untilLength(5);
    expect((await admin.call('DELETE', '/admin/providers/brief')).status).toBe(200);
    expect(await listed()).not.toContain('brief');
    await call.emit('and half');
    await call.finish();
    expect((await stream.until('final')).data.message.text).toBe('half and half');
    expect((await ada.call('POST', '/chat/stream', { text: 'x', provider: 'brief' })).body.error.code).toBe('E3000');
    for (const method of ['PATCH', 'DELETE']) {
      const gone = await admin.call(method, '/admin/providers/brief', method === 'PATCH' ? {} : undefined);
      expect(gone.body.error.code).toBe('E3000');
    }
  });

  it('do not inherit what another of their id was allowed', async () => {
    await make('heir');
    const pricing = await admin.call<{ pricing: object }>('GET', '/admin/pricing');
    const free_providers = ['guide', 'heir'];
    await admin.call('PUT', '/admin/pricing', { ...pricing.body.pricing, free_providers });
    const chains = [{ provider: 'heir', model: 'alpha', fallbacks: [{ provider: 'guide', model: 'guide' }] }];
    expect((await admin.call('PUT', '/admin/fallbacks', { chains })).status).toBe(200);
    await admin.call('DELETE', '/admin/providers/heir');
    await make('heir');
    expect((await admin.call('GET', '/admin/pricing')).body).toMatchObject({ pricing: { free_providers: ['guide'] } });
    expect((await admin.call('GET', '/admin/fallbacks')).body).toEqual({ ok: true, chains: [] });
  });

  it('have ids of their own, made once however often the request comes', async () => {
    const add = async (body: object, key?: string): Promise<Partial<One & TestError>> => {
      const made = await admin.fetch('POST', '/admin/providers', body, key ? { 'idempotency-key': key } : {});
      return JSON.parse(await made.text());
    };
    const errorOf = async (body: object) => (await add(body)).error;
    expect(await errorOf(form('ollama'))).toMatchObject({
      code: 'E1003',
      message: expect.stringContaining('environment'),
    });
    await make('once');
    expect(await errorOf(form('once'))).toMatchObject({ code: 'E1003', message: expect.stringContaining('taken') });
    const { id: _, ...unnamed } = form('x', { name: 'Łab Böx 2!' });
    const made = [await add(unnamed, 'k1'), await add(unnamed, 'k1'), await add(unnamed)];
    expect(made.map(({ provider }) => provider?.id)).toEqual(['ab-b-x-2', 'ab-b-x-2', 'ab-b-x-2-2']);
    const { base_url: __, ...nowhere } = form('nowhere');
    expect(await errorOf(nowhere)).toMatchObject({ code: 'E1001', message: expect.stringContaining('base_url') });
    for (const base_url of ['ftp://x', 'http://me:secret@x/', 'http://x/?key=1', 'lab']) {
      expect(await errorOf(form('odd', { base_url }))).toMatchObject({ code: 'E1001' });
    }
  });

  it('stand beside those of the environment, which are changed there', async () => {
    const { body } = await admin.call<{ providers: AdminProvider[] }>('GET', '/admin/providers');
    const theirs = body.providers.filter(({ source }) => source === 'environment');
    expect(theirs.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'openai-compatible openai_compatible',
      'lmstudio lmstudio',
      'ollama ollama',
      'guide guide',
    ]);
    const { error } = (await admin.call('PATCH', '/admin/providers/ollama', { name: 'x' })).body;
    expect(error).toMatchObject({ code: 'E3000', message: expect.stringContaining('environment') });
  });

  it('reach this machine only where an admin allowed it, however its address is spelled', async () => {
    const inside = await open(({ response }) => void response.end('{"data":[{"id":"alpha"}]}'));
    const { port } = new URL(inside.url);
    const hosts = [
      '127.0.0.1',
      'localhost',
      '127.1',
      '0x7f.1',
      '2130706433',
      '[::ffff:127.0.0.1]',
      '0.0.0.0',
      '127.0.0.1.',
    ];
    for (const [n, host] of hosts.entries()) {
      const outside = { base_url: `http://${host}:${port}/v1`, is_private_allowed: false, api_key: 'x' };
      await make(`out-${n}`, outside);
      const refused = await ada.call<{ assistant_text: string }>('POST', '/messages/send', {
        text: 'let me in',
        provider: `out-${n}`,
        model: 'alpha',
      });
      expect([host, JSON.stringify(refused.body)]).toEqual([host, expect.stringMatching(/E3001.*may not connect/)]);
      const draft = form('draft', outside);
      const { body } = await admin.call<{ healthy: boolean; steps: StepResult[] }>(
        'POST',
        '/admin/providers/check',
        draft,
      );
      expect([host, body.healthy, body.steps[0]?.status]).toEqual([host, false, 'fail']);
    }
    expect(inside.connectionCount()).toBe(0);
    await make('let-in', { base_url: `${inside.url}/v1` });
    const models = await ada.call('GET', '/providers/let-in/models');
    expect(models.status).toBe(200);
  });

  it('are not led elsewhere by a redirect', async () => {
    const inside = await open(({ response }) => void response.end('{"data":[{"id":"alpha"}]}'));
    const door = await open(({ response }) => {
      response.writeHead(307, { location: `${inside.url}/v1` }).end();
    });
    await make('door', { base_url: `${door.url}/v1`, api_key: 'not-for-others' });
    const sent = await ada.call('POST', '/messages/send', { text: 'go on', provider: 'door', model: 'alpha' });
    expect(JSON.stringify(sent.body)).toMatch(/E3003.*redirects/);
    expect(inside.connectionCount()).toBe(0);
  });

  it('are checked before they are made, and after, switched off or on', async () => {
    lab.answer((call) => call.emit('ok'));
    const check = async (path: string, body: object) =>
      (await admin.call<{ healthy: boolean; steps: StepResult[] }>('POST', `/admin/providers/${path}`, body)).body;
    const draft = await check('check', form('checked', { api_key: 'k' }));
    expect(draft.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'name ok',
      'port ok',
      'models ok',
      'answer ok',
      'context ok',
    ]);
    expect(await listed()).not.toContain('checked');
    await make('checked', { is_enabled: false });
    expect((await check('checked/check', {})).healthy).toBe(true);
    const strict = await open(({ response }) => void response.writeHead(401).end('{}'));
    const refused = await check('check', form('strict', { kind: 'anthropic', base_url: strict.url, api_key: 'wrong' }));
    expect(refused.steps[2]).toMatchObject({
      status: 'fail',
      remedy: expect.stringContaining('console.anthropic.com'),
    });
  });

  it('keep their key to themselves: it is in no answer, no log and no audit entry, and survives a restart', async () => {
    const key = 'canary-of-a-provider';
    const said: string[] = [];
    const tell = async (method: string, path: string, body?: object) =>
      void said.push(await (await admin.fetch(method, path, body)).text());
    await tell('POST', '/admin/providers', form('secret', { api_key: key }));
    await tell('POST', '/admin/providers', form('secret', { api_key: key }));
    await tell('POST', '/admin/providers', form('secret2', { api_key: key, unknown: key }));
    await tell('POST', '/admin/providers/check', form('secret3', { api_key: key }));
    await tell('PATCH', '/admin/providers/secret', { api_key: key, is_enabled: true });
    await tell('PATCH', '/admin/providers/secret', { api_key: `${key} with a space` });
    lab.answer((call) => call.refuse(401, `The key ${key} is wrong`));
    await tell('POST', '/messages/send', { text: 'whose key is it', provider: 'secret' });
    await tell('GET', '/admin/providers');
    await tell('DELETE', '/admin/providers/secret2');
    lab.answer(() => undefined);
    said.push(server.logged(), JSON.stringify(await runSql(database, 'select * from audit_log')));
    said.push(JSON.stringify(await runSql(database, 'select * from providers')));
    for (const text of said) expect(text).not.toContain(key);
    expect(said.join()).toContain('provider.create');

    // On Postgres another instance, on SQLite the next start.
    if (dialect === 'sqlite') await server.stop();
    await using next = await startTestServer(dialect, { database, provider: server.provider });
    const again = await next.signIn(ada);
    expect((await ask('secret', lab, again)).authorization).toBe(`Bearer ${key}`);
    if (dialect === 'sqlite') return;
    await make('late');
    await change('secret', { is_enabled: false });
    const boss = await next.signIn(admin);
    await boss.call('GET', '/admin/providers');
    expect(await listed(again)).toContain('late');
    expect(await listed(again)).not.toContain('secret');
    await ask('late', lab, again);
  });
});
