import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callChatTool, fetchChatTools } from '../../../../e2e/omi/chat-tool.ts';
import { DIALECTS } from '../../../test/database.ts';
import { createSearchIndexer } from '../../job/search-indexer.ts';
import { systemClock } from '../../kit/clock.ts';
import { must } from '../../kit/must.ts';
import { createLog } from '../../log.ts';
import { readQuery } from '../../store/query.ts';
import { forgetEverything } from '../test/forget-everything.ts';
import { type LinkedServer, startLinkedServer } from '../test/start-voice-server.ts';

const listMemories = readQuery('test.tool_memories', (db) => db.selectFrom('memories').select(['text', 'source']));
const listTasks = readQuery('test.tool_tasks', (db) =>
  db.selectFrom('agent_events').select(['type', 'payload', 'due_at', 'source']).orderBy('id'),
);
const listMessages = readQuery('test.tool_messages', (db) =>
  db.selectFrom('messages').select(['role', 'text', 'conversation_id']).orderBy('id'),
);

describe.each(DIALECTS)('chat tools for Omi on %s', (dialect) => {
  let server: LinkedServer;
  let secret: string;
  beforeAll(async () => {
    server = await startLinkedServer(dialect);
    secret = server.webhookUrl.slice(server.webhookUrl.lastIndexOf('/') + 1);
  });
  afterEach(() => forgetEverything(server));
  afterAll(() => server[Symbol.asyncDispose]());

  /** As Omi does it: the manifest, then the tool. */
  async function call(name: string, parameters: Record<string, string>, uid = 'u1') {
    const tools = await fetchChatTools(`${server.url}/omi-tools/${secret}/manifest.json`, server.url);
    const tool = must(
      tools.find((each) => each.name === name),
      name,
    );
    return callChatTool(tool, { uid, appId: server.omi.app.id, parameters });
  }
  const prefer = (change: object) =>
    fetch(`${server.url}/preferences`, {
      method: 'PATCH',
      headers: { ...server.ada, 'content-type': 'application/json' },
      body: JSON.stringify(change),
    });

  it('are listed with their secret only where it was known', async () => {
    const open = await (await server.get('/.well-known/omi-tools.json')).text();
    expect(open).not.toContain(secret);
    const tools = await fetchChatTools(`${server.url}/.well-known/omi-tools.json`, server.url);
    expect(tools.map(({ name }) => name)).toEqual(['ask', 'remember', 'add_task', 'search_my_chats']);
    expect((await server.get('/omi-tools/made-up/manifest.json')).status).toBe(404);
  });

  it('do nothing without the secret, and say why', async () => {
    const tools = await fetchChatTools(`${server.url}/.well-known/omi-tools.json`, server.url);
    for (const tool of tools) {
      const parameters = { question: 'x', text: 'x', title: 'x', query: 'x' };
      expect(await callChatTool(tool, { uid: 'u1', appId: 'a', parameters })).toContain('secret address');
    }
    expect((await server.post('/omi-tools/made-up/remember', { uid: 'u1', text: 'x' })).status).toBe(404);
    expect(server.asked).toEqual([]);
    expect(await server.store.read.all(listMemories, {})).toEqual([]);
  });

  it('ask in the person’s active window and answer', async () => {
    await server.post('/windows/activate', { slot: 2 }, server.ada);
    expect(await call('ask', { question: 'How long do I boil an egg?' })).toBe('You said: How long do I boil an egg?');
    expect(await call('ask', { question: 'And two?' })).toBe('You said: And two?');
    const messages = await server.store.read.all(listMessages, {});
    expect(messages.map(({ text }) => text)).toEqual([
      'How long do I boil an egg?',
      'You said: How long do I boil an egg?',
      'And two?',
      'You said: And two?',
    ]);
    const windows = JSON.parse(await (await server.get('/windows', server.ada)).text());
    expect(JSON.stringify(windows)).toContain(messages[0]?.conversation_id);
    expect(server.notified()).toEqual([]);
  });

  it('remember and add tasks, with the time in the person’s zone', async () => {
    await prefer({ time_zone: 'Europe/Berlin' });
    expect(await call('remember', { text: 'My bike is red.' })).toBe('Remembered: My bike is red.');
    expect(await call('add_task', { title: 'Call Anna', due: 'tomorrow at 9 am' })).toContain(
      'Call Anna, due Saturday',
    );
    await call('add_task', { title: 'Pay rent', due: '2026-05-03T08:00:00+02:00' });
    expect(await call('add_task', { title: 'Sing', due: 'whenever' })).toContain('did not understand');
    expect(await server.store.read.all(listMemories, {})).toEqual([{ text: 'My bike is red.', source: 'omi' }]);
    const tasks = await server.store.read.all(listTasks, {});
    expect(tasks.map(({ payload, due_at }) => [JSON.parse(payload).title, due_at])).toEqual([
      ['Call Anna', Date.UTC(2026, 4, 2, 7)],
      ['Pay rent', Date.UTC(2026, 4, 3, 6)],
      ['Sing', null],
    ]);
  });

  it('search what was said, in the person’s own conversations', async () => {
    await call('ask', { question: 'Where is the 100% WOOL jumper?' });
    const parts = { clock: systemClock, log: createLog('fatal'), instance: 'test', isBusy: () => false };
    await createSearchIndexer({ ...parts, store: server.store, random: Math.random }).tick();
    const found = await call('search_my_chats', { query: '100% wool' });
    expect(found).toContain('2026-05-01');
    expect(found).toContain('you: Where is the 100% WOOL jumper?');
    expect(await call('search_my_chats', { query: '1_0%' })).toContain('Nothing');
    expect(await call('search_my_chats', { query: 'garden' })).toContain('Nothing');
  });

  it('speak for nobody who is not linked', async () => {
    for (const uid of ['u2', '', '../u1', 'forged']) {
      expect(await call('remember', { text: 'x' }, uid)).toContain('not linked');
    }
    const appWide = secret;
    const rotated = await server.post('/link/omi/rotate', { omi_user_id: 'u1' }, server.ada);
    secret = JSON.parse(await rotated.text()).webhook_token;
    expect(await call('remember', { text: 'x' }, 'u2')).toContain('not linked');
    expect(await call('remember', { text: 'mine' })).toBe('Remembered: mine');
    expect(await server.store.read.all(listMemories, {})).toEqual([{ text: 'mine', source: 'omi' }]);
    secret = appWide;
  });

  it('take their parameters from a query too, and answer HEAD without doing anything', async () => {
    const url = `/omi-tools/${secret}/remember?uid=u1&text=by%20query`;
    const head = await fetch(server.url + url, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await server.store.read.all(listMemories, {})).toEqual([]);
    const answer = await server.get(url);
    expect(JSON.parse(await answer.text())).toEqual({ result: 'Remembered: by query' });
  });

  it('answer with words whatever comes', async () => {
    for (const body of [
      '',
      '{',
      'null',
      '[]',
      '{"uid":"u1"}',
      '{"uid":"u1","text":5}',
      '{"uid":"u1","text":"\\u0000"}',
      `{"uid":"u1","text":"${'x'.repeat(5_000)}"}`,
    ]) {
      const answer = await fetch(`${server.url}/omi-tools/${secret}/remember`, { method: 'POST', body });
      expect([answer.status, JSON.parse(await answer.text()).result], body.slice(0, 50)).toEqual([
        200,
        expect.stringMatching(/\w+/),
      ]);
    }
    expect(await call('search_my_chats', { query: 'nul\0 %' })).toContain('Nothing');
    const unknown = await server.post(`/omi-tools/${secret}/fly`, { uid: 'u1' });
    expect(JSON.parse(await unknown.text()).result).toContain('no such tool');
    expect(await server.store.read.all(listMemories, {})).toEqual([]);
  });
});

it('a tool says it when the answer takes too long', async () => {
  await using server = await startLinkedServer('sqlite', { answerWithinMs: 100 });
  const release = server.holdAnswers();
  const parameters = { uid: 'u1', question: 'Slow?' };
  const answer = await server.post(
    `${new URL(server.webhookUrl).pathname.replace('omi-webhook', 'omi-tools')}/ask`,
    parameters,
  );
  expect(JSON.parse(await answer.text()).result).toContain('takes longer');
  release('Late.');
});
