import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createOmiConversation } from '../../../../e2e/omi/omi-conversation.ts';
import { MALFORMED } from '../../../../e2e/omi/omi-user.ts';
import { DIALECTS } from '../../../test/database.ts';
import { forgetEverything } from '../../http/test/forget-everything.ts';
import { type LinkedServer, startLinkedServer } from '../../http/test/start-voice-server.ts';
import { toIso } from '../../kit/clock.ts';
import { must } from '../../kit/must.ts';
import { omiLinkReader } from '../../store/omi-link-reader.ts';
import { readQuery } from '../../store/query.ts';
import { createSaveConversation, queueSaveConversation, type SavedContent } from './save-conversation.ts';

const listConversations = readQuery('test.save_conversations', (db) =>
  db.selectFrom('conversations').select(['id', 'title']),
);
const listRows = readQuery('test.save_rows', (db) =>
  db.selectFrom('outbox').selectAll().where('kind', '=', 'omi_save_conversation'),
);

describe.each(DIALECTS)('keeping a conversation at Omi on %s', (dialect) => {
  let server: LinkedServer;
  beforeAll(async () => {
    server = await startLinkedServer(dialect);
  });
  afterEach(() => forgetEverything(server));
  afterAll(() => server[Symbol.asyncDispose]());

  async function save(content: SavedContent) {
    const link = must(await omiLinkReader.findActive(server.store.read, 'u1'), 'the link');
    await server.store.transact((tx) => queueSaveConversation(tx, link, content, server.clock.now()));
  }
  async function work() {
    while ((await server.outbox.tick()) > 0);
  }
  const atOmi = () => server.omi.user('u1').conversations.filter((each) => each !== MALFORMED);
  const saved = async () => (await server.queued()).filter((row) => row.startsWith('omi_save'));

  it('sends its messages once, and knows it when Omi tells of it', async () => {
    await server.post('/conversations', { title: 'Eggs' }, server.ada);
    await server.say('Hey Omi, how long do I boil an egg?');
    const rows = await server.store.read.all(listConversations, {});
    const spoken = must(
      rows.find(({ title }) => title !== 'Eggs'),
      'the spoken conversation',
    );
    await save({ conversationId: spoken.id, title: 'Boiling eggs' });
    await work();
    expect(await saved()).toEqual(['omi_save_conversation done']);
    const [kept] = atOmi();
    expect(kept).toMatchObject({ started_at: toIso(server.clock.now()), structured: { title: 'Boiling eggs' } });
    expect(kept?.external_data).toMatchObject({
      text_source: 'message',
      text: expect.stringContaining('Assistant: You said:'),
    });
    const told = await fetch(`${server.webhookUrl}/conversation?uid=u1`, {
      method: 'POST',
      body: JSON.stringify({ ...kept, app_id: null }),
    });
    expect(told.status).toBe(200);
    expect(await server.store.read.all(listConversations, {})).toHaveLength(2);
  });

  it('sends each of several kept at one moment', async () => {
    await save({ text: 'one', title: null });
    await save({ text: 'two', title: null });
    await work();
    const now = server.clock.now();
    const starts = atOmi().map(({ started_at }) => started_at);
    expect(starts.sort()).toEqual([toIso(now), toIso(now + 1)]);
  });

  it('is there once when replies are lost', async () => {
    server.omi.setFault({ kind: 'drop_reply' }, 2);
    await save({ text: 'lost', title: null });
    await work();
    expect(await saved()).toEqual(['omi_save_conversation pending']);
    server.clock.advance(180_000);
    await work();
    expect(await saved()).toEqual(['omi_save_conversation done']);
    expect(atOmi()).toHaveLength(1);
  });

  it('does not keep others waiting for a slow Omi', async () => {
    await save({ text: 'slow', title: null });
    const [row] = await server.store.read.all(listRows, {});
    const { clock, store, road } = server;
    const saving = createSaveConversation({ store, clock, client: road.data.getClient(), holdMs: 0 });
    server.omi.setFault({ kind: 'slow', delayMs: 100 }, 1);
    const slow = must(row, 'the queued row');
    expect(await saving.handle(slow)).toEqual({ kind: 'wait', afterMs: 5_000 });
    await saving.stop();
    expect(await saving.handle(slow)).toEqual({ kind: 'done' });
    expect(atOmi()).toHaveLength(1);
  });

  it('comes through when Omi was away', async () => {
    server.omi.setFault({ kind: 'status', status: 503 });
    await save({ text: 'x', title: null });
    for (let minute = 0; minute < 5; minute += 1) {
      await work();
      server.clock.advance(60_000);
    }
    server.omi.setFault(undefined);
    server.clock.advance(180_000);
    await work();
    expect([await saved(), atOmi().length]).toEqual([['omi_save_conversation done'], 1]);
  });

  it('is set aside when Omi does not let us', async () => {
    server.omi.app.actions.delete('create_conversation');
    await save({ text: 'x', title: null });
    await work();
    expect(await saved()).toEqual(['omi_save_conversation parked']);
    server.omi.app.actions.add('create_conversation');
  });

  it('is forgotten with its conversation and with its link', async () => {
    const { conversation } = JSON.parse(await (await server.post('/conversations', {}, server.ada)).text());
    await save({ conversationId: conversation.id, title: null });
    await fetch(`${server.url}/conversations/${conversation.id}`, { method: 'DELETE', headers: server.ada });
    await work();
    server.omi.user('u1').conversations.push(createOmiConversation());
    await save({ text: 'x', title: null });
    await fetch(`${server.url}/link/omi/unlink/u1`, { method: 'DELETE', headers: server.ada });
    await work();
    expect(atOmi()).toHaveLength(1);
  });
});
