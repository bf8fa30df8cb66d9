import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSegment } from '../../../../e2e/omi/create-segment.ts';
import { createOmiConversation } from '../../../../e2e/omi/omi-conversation.ts';
import { createOmiMemory } from '../../../../e2e/omi/omi-memory.ts';
import { MALFORMED } from '../../../../e2e/omi/omi-user.ts';
import { DIALECTS } from '../../../test/database.ts';
import { must } from '../../kit/must.ts';
import { readQuery, writeQuery } from '../../store/query.ts';
import { forgetEverything } from '../test/forget-everything.ts';
import { type LinkedServer, startLinkedServer } from '../test/start-voice-server.ts';

const listMemories = readQuery('test.import_memories', (db) =>
  db.selectFrom('memories').select(['text', 'source', 'created_at']).orderBy('id'),
);
const listConversations = readQuery('test.import_conversations', (db) =>
  db
    .selectFrom('conversations')
    .innerJoin('messages', 'messages.conversation_id', 'conversations.id')
    .select(['conversations.id', 'title', 'conversations.created_at', 'messages.text', 'messages.source'])
    .orderBy('conversations.created_at', 'desc'),
);
const listEvents = readQuery('test.import_events', (db) =>
  db.selectFrom('agent_events').select(['type', 'payload', 'source', 'status']).orderBy('id'),
);
const listNews = readQuery('test.import_news', (db) =>
  db.selectFrom('notifications').select(['kind', 'channel', 'text']).orderBy('id'),
);
const listImportRows = readQuery('test.import_rows', (db) =>
  db.selectFrom('outbox').selectAll().where('kind', '=', 'omi_import'),
);
const removeMemory = writeQuery('test.import_remove', (db, a: { text: string }) =>
  db.deleteFrom('memories').where('text', '=', a.text),
);

describe.each(DIALECTS)('long imports from Omi on %s', (dialect) => {
  let server: LinkedServer;
  beforeAll(async () => {
    server = await startLinkedServer(dialect);
  });
  afterEach(() => forgetEverything(server));
  afterAll(() => server[Symbol.asyncDispose]());

  async function call(method: string, path: string, body?: object) {
    const answer = await fetch(server.url + path, {
      method,
      headers: { ...server.ada, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  }
  const begin = async (kind: string) => (await call('POST', '/omi/imports', { uid: 'u1', kind })).body.import.id;
  const look = async (id: string) => (await call('GET', `/omi/imports/${id}`)).body.import;
  /** Works until nothing is due. */
  async function work() {
    while ((await server.outbox.tick()) > 0);
  }
  function fillMemories(count: number, from = 0) {
    for (let i = from; i < from + count; i += 1) {
      const created_at = new Date(Date.UTC(2026, 3, 1) + i * 60_000).toISOString();
      server.omi
        .user('u1')
        .memories.push(createOmiMemory({ uid: 'u1', id: `m${i}`, content: `Fact ${i}.`, created_at }));
    }
  }
  const texts = async () => (await server.store.read.all(listMemories, {})).map(({ text }) => text);

  it('takes over every memory, beyond short pages, and says so', async () => {
    fillMemories(230);
    server.omi.user('u1').memories.push(MALFORMED);
    for (let i = 0; i < 5; i += 1) server.omi.user('u1').memories.splice(i * 40, 0, MALFORMED);
    const id = await begin('memories');
    expect(await look(id)).toMatchObject({ uid: 'u1', kind: 'memories', status: 'running', position: 0, imported: 0 });
    await work();
    expect(await look(id)).toMatchObject({ status: 'done', position: 300, imported: 230, skipped: 0, error: null });
    expect(new Set(await texts()).size).toBe(230);
    const [row] = await server.store.read.all(listMemories, {});
    expect(row).toEqual({ text: 'Fact 229.', source: 'omi', created_at: Date.UTC(2026, 3, 1) + 229 * 60_000 });
    const news = await server.store.read.all(listNews, {});
    expect(news).toContainEqual({ kind: 'import_done', channel: 'app', text: '230 memories came over from Omi.' });
    expect(server.notified()).toEqual([]);
  });

  it('shows how far it is after each page', async () => {
    fillMemories(250);
    const id = await begin('memories');
    await server.outbox.tick();
    expect(await look(id)).toMatchObject({ status: 'running', position: 100, imported: 100 });
    await server.outbox.tick();
    expect(await look(id)).toMatchObject({ status: 'running', position: 200, imported: 200 });
  });

  it('takes nothing twice, and nothing that was deleted here', async () => {
    fillMemories(3);
    await begin('memories');
    await work();
    const { body } = await call('GET', '/omi/imports');
    expect(body.items).toHaveLength(1);
    await server.store.transact((tx) => tx.run(removeMemory, { text: 'Fact 1.' }));
    fillMemories(1, 3);
    const second = await begin('memories');
    await work();
    expect(await look(second)).toMatchObject({ status: 'done', imported: 1, skipped: 3 });
    expect((await texts()).sort()).toEqual(['Fact 0.', 'Fact 2.', 'Fact 3.']);
  });

  it('leaves what is locked for later', async () => {
    const locked = createOmiMemory({ uid: 'u1', id: 'm', content: 'y'.repeat(100), is_locked: true });
    server.omi.user('u1').memories.push(locked);
    await begin('memories');
    await work();
    expect(await texts()).toEqual([]);
    locked.is_locked = false;
    await begin('memories');
    await work();
    expect(await texts()).toEqual(['y'.repeat(100)]);
  });

  it('makes a conversation of a conversation, with its open action items as tasks', async () => {
    server.omi.user('u1').conversations.push(
      createOmiConversation({
        id: 'c1',
        created_at: '2026-04-29T09:20:00Z',
        started_at: '2026-04-29T09:01:30Z',
        structured: {
          title: 'Bike repair plan',
          emoji: '🚲',
          overview: 'Two friends agree to fix a bike.',
          action_items: [
            { description: 'Buy inner tube', completed: false, exported: false },
            { description: 'Call Anna', completed: true, exported: false },
          ],
        },
        transcript_segments: [
          createSegment({ id: 's', text: 'The tube is torn.', startS: 3.1, endS: 5, isUser: false }),
        ],
      }),
      createOmiConversation({ id: 'c2', discarded: true, structured: { title: 'Noise' } }),
      createOmiConversation({ id: 'c3', status: 'processing', structured: { title: 'Not yet' } }),
      createOmiConversation({ id: 'c4', is_locked: true, structured: { title: 'Locked' } }),
    );
    const id = await begin('conversations');
    await work();
    expect(await look(id)).toMatchObject({ status: 'done', imported: 1, skipped: 1 });
    expect(await server.store.read.all(listConversations, {})).toEqual([
      {
        id: expect.any(String),
        title: '🚲 Bike repair plan',
        created_at: Date.parse('2026-04-29T09:01:30Z'),
        text: 'Two friends agree to fix a bike.\n\nTranscript\nSpeaker 1 (0:03): The tube is torn.',
        source: 'omi_import',
      },
    ]);
    expect(await server.store.read.all(listEvents, {})).toEqual([
      { type: 'task', payload: JSON.stringify({ title: 'Buy inner tube' }), source: 'omi', status: 'open' },
    ]);
  });

  it('does not bring back what was created at Omi from here', async () => {
    await server.post('/omi/import/conversation', { uid: 'u1', text: 'Ours' }, server.ada);
    const [ours] = server.omi.user('u1').conversations;
    server.omi.user('u1').conversations.push(createOmiConversation({ id: 'c1', structured: { title: 'Theirs' } }));
    // Omi may keep no app with it: then its start tells.
    if (ours && ours !== MALFORMED) ours.app_id = null;
    await begin('conversations');
    await work();
    expect((await server.store.read.all(listConversations, {})).map(({ title }) => title)).toEqual([]);
    server.omi
      .user('u1')
      .conversations.push(createOmiConversation({ id: 'c2', structured: { title: 'Theirs', overview: 'Words.' } }));
    await begin('conversations');
    await work();
    expect((await server.store.read.all(listConversations, {})).map(({ title }) => title)).toEqual(['🧠 Theirs']);
  });

  it('waits while Omi is out of reach or limits us, and goes on where it was', async () => {
    fillMemories(150);
    const id = await begin('memories');
    await server.outbox.tick();
    server.omi.setFault({ kind: 'rate_limited', retryAfterS: 120 }, 1);
    await work();
    expect(await look(id)).toMatchObject({ status: 'running', position: 100 });
    server.clock.advance(119_000);
    await work();
    expect(await look(id)).toMatchObject({ status: 'running', position: 100 });
    server.clock.advance(1_000);
    server.omi.setFault({ kind: 'status', status: 502 });
    for (let minute = 0; minute < 30; minute += 1) {
      await work();
      server.clock.advance(60_000);
    }
    server.omi.setFault(undefined);
    await work();
    expect(await look(id)).toMatchObject({ status: 'done', imported: 150 });
  });

  it('gives up after a day without getting further', async () => {
    const id = await begin('memories');
    server.omi.setFault({ kind: 'down' });
    await work();
    server.clock.advance(24 * 3_600_000);
    await work();
    expect(await look(id)).toMatchObject({ status: 'failed', error: expect.stringContaining('E4007') });
  });

  it('ends with the reason where somebody has to change something', async () => {
    server.omi.app.actions.delete('read_memories');
    const id = await begin('memories');
    await work();
    expect(await look(id)).toMatchObject({ status: 'failed', error: expect.stringContaining('read memories') });
    server.omi.app.actions.add('read_memories');
    fillMemories(1);
    const again = await begin('memories');
    await work();
    expect(await look(again)).toMatchObject({ status: 'done', imported: 1 });
  });

  it('takes each of a page once where two workers have it', async () => {
    fillMemories(120);
    const id = await begin('memories');
    const [row] = await server.store.read.all(listImportRows, {});
    const handle = must(server.road.handlers.get('omi_import'), 'what imports a page');
    const twice = must(row, 'the row of the import');
    expect(await Promise.all([handle(twice), handle(twice)])).toEqual([expect.anything(), expect.anything()]);
    await work();
    expect(await look(id)).toMatchObject({ status: 'done', imported: 120, skipped: 0 });
    expect(new Set(await texts()).size).toBe(120);
    expect(await texts()).toHaveLength(120);
  });

  it('runs once at a time, can be stopped, and then begun again', async () => {
    fillMemories(250);
    const id = await begin('memories');
    expect(await call('POST', '/omi/imports', { uid: 'u1', kind: 'memories' })).toMatchObject({
      status: 409,
      body: { error: { code: 'E1003' } },
    });
    await server.outbox.tick();
    expect((await call('DELETE', `/omi/imports/${id}`)).body.import).toMatchObject({
      status: 'cancelled',
      imported: 100,
    });
    await work();
    expect(await look(id)).toMatchObject({ status: 'cancelled', imported: 100 });
    const again = await begin('memories');
    await work();
    expect(await look(again)).toMatchObject({ status: 'done', imported: 150, skipped: 100 });
    const { body } = await call('GET', '/omi/imports?limit=1');
    expect(body.items.map((each: { id: string }) => each.id)).toEqual([again]);
    const rest = await call('GET', `/omi/imports?limit=1&cursor=${body.nextCursor}`);
    expect(rest.body.items.map((each: { id: string }) => each.id)).toEqual([id]);
    expect(rest.body.nextCursor).toBeUndefined();
  });

  it('stops with the link', async () => {
    fillMemories(250);
    const id = await begin('memories');
    await server.outbox.tick();
    expect((await call('DELETE', '/link/omi/unlink/u1')).status).toBe(200);
    await work();
    expect((await call('GET', `/omi/imports/${id}`)).status).toBe(404);
    expect(await texts()).toHaveLength(100);
  });
});
