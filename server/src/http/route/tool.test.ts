import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, DIALECTS, type TestDatabase } from '../../../test/database.ts';
import { runSql } from '../../../test/raw-sql.ts';
import { type ProviderCall, type ScriptedProvider, startScriptedProvider } from '../../../test/scripted-provider.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestMessage, TestPerson } from '../../../test/test-person.ts';
import type { ToolServer } from '../../admin/tool-server.ts';
import { must } from '../../kit/must.ts';
import { openHostileServer } from '../../provider/test/hostile-server.ts';
import { toolLimits } from '../../tool/limits.ts';
import { startToolServer, type TestToolServer } from '../../tool/test/start-tool-server.ts';

interface Answer {
  tool_server: ToolServer;
  tool_servers: ToolServer[];
  error: { code: string };
}

const TOKEN = 'open-sesame-open-sesame';
/** What a model asks for. */
const use = (name: string, about = 'owls') => ({ name: `notes__${name}`, arguments: JSON.stringify({ about }) });

describe.each(DIALECTS)('tools on %s', (dialect) => {
  let database: TestDatabase;
  let provider: ScriptedProvider;
  let server: TestServer;
  let tools: TestToolServer;
  let search: Awaited<ReturnType<typeof openHostileServer>>;
  let found: object = {};
  let admin: TestPerson;
  let skewMs = 0;
  const boot = async () =>
    startTestServer(dialect, {
      database,
      provider,
      env: { SEARXNG_URL: search.url },
      clock: { now: () => Date.now(), monotonic: () => performance.now() + skewMs },
    });
  beforeAll(async () => {
    [database, provider, tools] = await Promise.all([
      createTestDatabase(dialect),
      startScriptedProvider(),
      startToolServer(),
    ]);
    search = await openHostileServer(({ response }) => void response.end(JSON.stringify(found)));
    server = await boot();
    admin = await server.admin();
    await connect('notes');
  });
  afterEach(() => {
    tools.made.length = 0;
    provider.answer(() => undefined);
  });
  afterAll(async () => {
    await server.stop();
    await Promise.all([tools, provider].map((one) => one[Symbol.asyncDispose]()));
    await search.close();
    await database[Symbol.asyncDispose]();
  });

  const manage = (method: string, path = '', body?: object) =>
    admin.call<Answer>(method, `/admin/tool-servers${path}`, body);
  async function connect(name: string): Promise<string> {
    const form = { name, url: tools.url, bearer_token: TOKEN, is_private_allowed: true };
    const { id } = (await manage('POST', '', form)).body.tool_server;
    await manage('POST', `/${id}/check`, {});
    const allowed_tools = ['read', 'write', 'slow', 'fail', 'huge'].map((tool) => ({ name: tool }));
    await manage('PATCH', `/${id}`, { allowed_tools });
    return id;
  }
  async function personWithTools(): Promise<TestPerson> {
    const person = await server.person();
    await person.call('PATCH', '/preferences', { tool_servers: ['notes'] });
    return person;
  }
  /** A question that uses tools, up to the model's first wish. */
  async function ask(person: TestPerson, question: string, ...calls: ReturnType<typeof use>[]) {
    const stream = await person.send(question);
    const call = await provider.call(question);
    await call.emit('Let me see.');
    await call.callTools(...calls);
    await call.finish('tool_calls', { prompt_tokens: 10, completion_tokens: 20 });
    return { stream, ...(await stream.until('meta')).data };
  }
  /** The request that brings the model what its tools gave. */
  const nextRound = () => provider.call();
  const turnsOf = ({ messages }: ProviderCall) => messages.filter(({ role }) => role === 'tool');
  const decide = (person: TestPerson, id: string, allow: boolean) =>
    person.call('POST', `/chat/tool-calls/${id}`, { allow });
  const usesOf = (message: TestMessage | undefined) =>
    message?.provider_meta?.tool_calls?.map(({ tool, status, result }) => [tool, status, result]);

  it('are connected, checked and allowed by admins, and their secrets never told', async () => {
    const form = { name: 'other', url: tools.url, headers: { 'X-Api-Key': 'swordfish-1' } };
    const made = await manage('POST', '', form);
    expect(made.body.tool_server).toMatchObject({ name: 'other', has_secret: true, tools: [], is_enabled: true });
    const { id } = made.body.tool_server;
    expect((await manage('POST', '', form)).body.error.code).toBe('E1003');
    expect((await manage('POST', `/${id}/check`, {})).body.tool_server.error).toMatch(/may not connect to/);
    await manage('PATCH', `/${id}`, { is_private_allowed: true });
    const checked = (await manage('POST', `/${id}/check`, {})).body.tool_server;
    expect(checked.error).toBe(null);
    const shown = checked.tools.map(({ name, is_allowed, is_write }) => [name, is_allowed, is_write]);
    expect(shown.slice(0, 2)).toEqual([
      ['read', false, false],
      ['write', false, true],
    ]);
    expect((await manage('PATCH', `/${id}`, { allowed_tools: [{ name: 'nothing' }] })).body.error.code).toBe('E1001');
    await manage('PATCH', `/${id}`, { allowed_tools: [{ name: 'write', is_write: false }, { name: 'read' }] });
    const offered = async () => (await admin.call<{ servers: object[] }>('GET', '/tools')).body.servers;
    expect(await offered()).toMatchObject([
      { name: 'notes', tools: [{ name: 'read' }, { name: 'write', is_write: true }, {}, {}, {}] },
      {
        name: 'other',
        tools: [
          { name: 'write', is_write: false },
          { name: 'read', is_write: false },
        ],
      },
    ]);
    const elsewhere = await manage('PATCH', `/${id}`, { url: 'http://127.0.0.1:9/mcp' });
    expect(elsewhere.body.tool_server).toMatchObject({ has_secret: false, tools: [], checked_at: null });
    expect(await offered()).toHaveLength(1);
    expect((await manage('DELETE', `/${id}`)).status).toBe(200);
    expect((await manage('POST', `/${id}/check`, {})).body.error.code).toBe('E1002');
    const audit = await (await admin.fetch('GET', '/admin/audit?limit=50')).text();
    for (const act of ['create', 'check', 'change', 'delete']) expect(audit).toContain(`tool_server.${act}`);
    const list = JSON.stringify((await manage('GET')).body);
    const stored = JSON.stringify(await runSql(database, 'select * from tool_servers'));
    for (const text of [audit, list, stored, server.logged()])
      for (const secret of ['swordfish', 'sesame']) expect(text).not.toContain(secret);
  });

  it('that were found harmless when they were allowed stay what they were', async () => {
    const id = await connect('changing');
    await manage('PATCH', `/${id}`, { allowed_tools: [{ name: 'read', is_write: true }] });
    tools.saysReadOnly = false;
    const checked = (await manage('POST', `/${id}/check`, {})).body.tool_server;
    tools.saysReadOnly = true;
    expect(checked.tools[0]).toMatchObject({ name: 'read', says_read_only: false, is_write: true });
    await manage('POST', `/${id}/check`, {});
    expect((await manage('GET')).body.tool_servers[0]?.tools[0]).toMatchObject({
      says_read_only: true,
      is_write: true,
    });
    await manage('DELETE', `/${id}`);
  });

  it('are offered only to who has switched them on', async () => {
    const ada = await server.person();
    await ada.send('without');
    expect((await provider.call('without')).body.tools).toBeUndefined();
    await ada.send({ text: 'with', tools: ['notes', 'unknown'] });
    const { body } = await provider.call('with');
    expect(body.tools).toMatchObject([{ function: { name: 'notes__read' } }, {}, {}, {}, {}]);
    await ada.call('PATCH', '/preferences', { tool_servers: ['notes'] });
    await ada.send({ text: 'off this time', tools: [] });
    expect((await provider.call('off this time')).body.tools).toBeUndefined();
  });

  it('that read are used at once, and their results go to the model', async () => {
    const ada = await personWithTools();
    const calls = [use('read'), use('fail'), use('huge'), use('unknown'), { ...use('read'), arguments: '{"about"' }];
    const { stream } = await ask(ada, 'What do my notes say?', ...calls);
    const second = await nextRound();
    expect(second.messages.slice(-6, -5)).toMatchObject([{ role: 'assistant', content: 'Let me see.' }]);
    const results = turnsOf(second).map(({ content }) => content);
    expect(results.map((text) => text.slice(0, 24))).toEqual([
      'The note about owls says',
      'no such note',
      'x'.repeat(24),
      'There is no such tool.',
      'The arguments must be a ',
    ]);
    expect(results[0]).toContain('[key]');
    expect(results[2]).toMatch(/x\n\[cut: it has 100001 characters\]$/);
    expect(results[2]?.length).toBeLessThan(toolLimits.resultUnits + 100);
    await second.emit('42, ', 'they say.');
    await second.finish('stop', { prompt_tokens: 100, completion_tokens: 7 });
    const { data } = await stream.until('final');
    expect(data.message.text).toBe('Let me see.\n\n42, they say.');
    expect(data.usage).toEqual({ prompt_tokens: 110, completion_tokens: 27 });
    expect(data.quota.today.tokens).toBe(137);
    expect(usesOf(data.message)?.map(([tool, status]) => [tool, status])).toEqual([
      ['read', 'done'],
      ['fail', 'failed'],
      ['huge', 'done'],
      ['notes__unknown', 'failed'],
      ['read', 'failed'],
    ]);
    expect(data.message.provider_meta?.tool_calls?.[2]?.result).toHaveLength(toolLimits.shownUnits);
    expect(data.message.provider_meta?.tool_calls?.[0]).toMatchObject({
      server: 'notes',
      at: 11,
      arguments: '{"about":"owls"}',
    });
    const deltas = stream.events.filter(({ event, id }) => event === 'delta' && id !== undefined);
    expect(deltas.map(({ id }) => id)).toEqual([11, 13, 17, 26]);
    expect(tools.made).toEqual(['read owls']);
    await expect.poll(() => tools.talks).toBe(0);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/omniai_tool_calls_total\{server="notes",outcome="done"\} \d/);
  });

  it('that write wait for their person, who alone may allow them', async () => {
    const ada = await personWithTools();
    const eve = await server.person();
    const { stream, stream_id } = await ask(
      ada,
      'Write it down.',
      use('write', 'one'),
      use('write', 'two'),
      use('read'),
    );
    const waiting = await stream.untilDetails(({ tool_calls: [, , read] }) => read?.status === 'done');
    expect(waiting.tool_calls.map(({ status }) => status)).toEqual(['waiting', 'waiting', 'done']);
    expect(tools.made).toEqual(['read owls']);
    const [one, two] = waiting.tool_calls;
    const ids = [must(one, 'a call').id, must(two, 'a call').id] as const;

    for (const id of [ids[0], 'none']) expect((await decide(eve, id, true)).body.error.code).toBe('E1002');
    // Whoever comes back finds it as it is.
    const again = await ada.resume(stream_id, 13);
    await again.untilDetails(({ tool_calls }) => tool_calls.some(({ status }) => status === 'waiting'));

    expect((await decide(ada, ids[1], true)).status).toBe(200);
    expect((await decide(ada, ids[0], false)).status).toBe(200);
    expect((await decide(ada, ids[0], false)).status).toBe(200);
    expect((await decide(ada, ids[0], true)).body.error.code).toBe('E1003');
    const second = await nextRound();
    expect(turnsOf(second).map(({ content }) => content.slice(0, 24))).toEqual([
      'The person did not allow',
      'written',
      'The note about owls says',
    ]);
    await second.finish();
    const { data } = await again.until('final');
    expect(usesOf(data.message)?.map(([, status]) => status)).toEqual(['refused', 'done', 'done']);
    expect(tools.made).toEqual(['read owls', 'write two']);
    expect((await decide(ada, ids[1], false)).body.error.code).toBe('E1003');
  });

  it('nobody allows in time are refused', async () => {
    const ada = await personWithTools();
    const { stream } = await ask(ada, 'Is anybody there?', use('write'));
    await stream.untilDetails(({ tool_calls: [write] }) => write?.status === 'waiting');
    skewMs += toolLimits.decisionMs;
    const second = await nextRound();
    expect(turnsOf(second)[0]?.content).toMatch(/^Nobody allowed/);
    await second.finish();
    expect(usesOf((await stream.until('final')).data.message)).toMatchObject([
      ['write', 'refused', expect.any(String)],
    ]);
    expect(tools.made).toEqual([]);
  });

  it('end with the answer that is stopped, while they wait and while they run', async () => {
    const ada = await personWithTools();
    for (const [tool, status] of [
      ['write', 'refused'],
      ['slow', 'failed'],
    ] as const) {
      const slowed = tools.slowed();
      const { stream, stream_id } = await ask(ada, `Stop while ${tool}`, use(tool));
      const { tool_calls } = await stream.untilDetails(({ tool_calls: [first] }) => first !== undefined);
      if (tool === 'slow') await slowed;
      const startedMs = performance.now();
      expect((await ada.call('POST', '/chat/cancel', { stream_id })).body).toEqual({ ok: true, status: 'cancelled' });
      expect(performance.now() - startedMs).toBeLessThan(1_000);
      const { data } = await stream.until('final');
      expect(usesOf(data.message)?.[0]?.[1]).toBe(status);
      expect(data.usage).toEqual({ prompt_tokens: 10, completion_tokens: 20 });
      expect((await decide(ada, must(tool_calls[0], 'a call').id, true)).body.error?.code).toBe(
        tool === 'write' ? 'E1003' : undefined,
      );
      expect(tools.made).toEqual(tool === 'write' ? [] : ['slow owls']);
      tools.release();
    }
  });

  it('are offered for a bounded number of rounds and calls', async () => {
    const ada = await personWithTools();
    let asked = 0;
    provider.answer(async (call) => {
      asked += 1;
      await provider.call();
      if (call.body.tools) await call.callTools(...Array.from({ length: asked === 1 ? 20 : 3 }, () => use('fail')));
      else await call.emit('Enough.');
      await call.finish(call.body.tools ? 'tool_calls' : 'stop', { prompt_tokens: 1, completion_tokens: 1 });
    });
    const greedy = (await (await ada.send('Go on for ever.')).until('final')).data;
    // 20 calls, then four times 3, of which all fit into 32.
    expect([asked, greedy.message.text, usesOf(greedy.message)?.length]).toEqual([6, 'Enough.', 32]);
    expect(greedy.usage).toEqual({ prompt_tokens: 6, completion_tokens: 6 });
    asked = 1;
    const patient = (await (await ada.send('Go on for long.')).until('final')).data;
    expect([asked, usesOf(patient.message)?.length]).toEqual([toolLimits.rounds + 2, toolLimits.rounds * 3]);
  });

  it('use no more tokens than the day has left, round by round', async () => {
    const ada = await personWithTools();
    await admin.call('PUT', `/admin/users/${ada.id}/quota`, { tokens_per_day: 2_000 });
    const held = async () => {
      const rows = await runSql(database, `select reserved_tokens from usage_counters where user_id = '${ada.id}'`);
      return Number(rows[0]?.reserved_tokens);
    };
    const { stream } = await ask(ada, 'cheap', use('read'));
    const second = await nextRound();
    expect(Number(second.body.max_tokens)).toBeGreaterThan(0);
    expect(await held()).toBeLessThanOrEqual(2_000);
    await second.callTools(use('read'));
    await second.finish('tool_calls', { prompt_tokens: 1_500, completion_tokens: 450 });
    const { data } = await stream.until('final');
    expect(data).toMatchObject({ finish_reason: 'length', usage: { prompt_tokens: 1_510, completion_tokens: 470 } });
    expect(data.quota).toMatchObject({ today: { tokens: 1_980 }, remaining: { tokens: 20 } });
    expect(await held()).toBe(0);
  });

  it('are not used twice when the server dies while they run', async () => {
    const ada = await personWithTools();
    const slowed = tools.slowed();
    const { stream, conversation_id, message_id } = await ask(ada, 'Die now.', use('slow'), use('write'));
    await Promise.all([slowed, stream.untilDetails(({ tool_calls }) => tool_calls.length === 2)]);
    await server.stop();
    tools.release();
    // As if the process had died instead.
    await runSql(
      database,
      `update runs set status = 'streaming', lease_expires_at = 0 where message_id = '${message_id}'`,
    );
    await runSql(
      database,
      `update messages set status = 'streaming', provider_meta = '{"provider":"x","model":"y","context":{}}' where id = '${message_id}'`,
    );
    const run = `run_id = (select id from runs where message_id = '${message_id}')`;
    await runSql(database, `update tool_calls set status = 'running', result = null where tool = 'slow' and ${run}`);
    await runSql(database, `update tool_calls set status = 'allowed', result = null where tool = 'write' and ${run}`);
    server = await boot();
    admin = await server.admin();
    const [answer] = await (await server.signIn(ada)).messages(conversation_id);
    expect(answer).toMatchObject({ id: message_id, status: 'interrupted' });
    expect(usesOf(answer)).toEqual([
      ['slow', 'failed', null],
      ['write', 'failed', null],
    ]);
    expect(tools.made).toEqual(['slow owls']);
    const rows = await runSql(database, `select status from tool_calls where ${run} order by id`);
    expect(rows.map(({ status }) => status)).toEqual(['failed', 'refused']);
  });

  it('search the web where the vendor cannot, and name their sources', async () => {
    const ada = await server.person();
    await ada.call('PATCH', '/preferences', { web_search: true });
    found = {
      results: [
        { url: 'https://owls.example/a', title: 'Owls', content: 'They fly at night.' },
        { url: 'javascript:alert(1)', title: 'Bad' },
        { url: 'https://owls.example/b', title: null, content: null },
      ],
    };
    const stream = await ada.send('Look for owls.');
    const first = await provider.call('Look for owls.');
    expect(first.body.tools).toMatchObject([{ function: { name: 'web_search' } }]);
    await first.callTools({ name: 'web_search', arguments: '{"query":"owls & mice"}' });
    await first.finish('tool_calls');
    const second = await nextRound();
    expect(turnsOf(second)[0]?.content).toBe(
      '[1] Owls\nhttps://owls.example/a\nThey fly at night.\n\n[2] https://owls.example/b\nhttps://owls.example/b\n',
    );
    expect(search.exchanges.at(-1)?.request.url).toBe('/search?q=owls+%26+mice&format=json');
    found = { error: 'none' };
    await second.callTools({ name: 'web_search', arguments: '{"query":"owls"}' });
    await second.finish('tool_calls');
    const third = await nextRound();
    expect(turnsOf(third)[1]?.content).toMatch(/is not the/);
    await third.finish();
    const { data } = await stream.until('final');
    expect(data.message.provider_meta?.citations).toEqual([
      { url: 'https://owls.example/a', title: 'Owls', start: null, end: null },
      { url: 'https://owls.example/b', title: 'https://owls.example/b', start: null, end: null },
    ]);
    const refused = await ada.send({ text: 'Not now.', web_search: false });
    const call = await provider.call('Not now.');
    expect(call.body.tools).toBeUndefined();
    await call.finish();
    const { message_id } = (await refused.until('meta')).data;
    await refused.until('final');
    const again = ada.fetch('POST', '/chat/retry', { message_id }).then((answer) => answer.text());
    const repeated = await provider.call('Not now.');
    expect(repeated.body.tools).toBeUndefined();
    await repeated.finish();
    expect(await again).toContain('"options":{"web_search":false}');
  });
});
