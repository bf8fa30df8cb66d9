import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDaySummary } from '../../../../e2e/omi/day-summary.ts';
import { createOmiConversation } from '../../../../e2e/omi/omi-conversation.ts';
import { MALFORMED } from '../../../../e2e/omi/omi-user.ts';
import { DIALECTS } from '../../../test/database.ts';
import { toIso } from '../../kit/clock.ts';
import { OMI_LIMITS } from '../../kit/limits.ts';
import { readQuery, writeQuery } from '../../store/query.ts';
import { forgetEverything } from '../test/forget-everything.ts';
import { type LinkedServer, startLinkedServer } from '../test/start-voice-server.ts';

const listConversations = readQuery('test.event_conversations', (db) =>
  db.selectFrom('conversations').select(['id', 'title']).orderBy('id'),
);
const listEvents = readQuery('test.event_events', (db) =>
  db.selectFrom('agent_events').select(['type', 'payload', 'source']).orderBy('id'),
);
const listNews = readQuery('test.event_news', (db) =>
  db.selectFrom('notifications').select(['kind', 'channel', 'text']).where('kind', '=', 'day_summary'),
);
const listSessions = readQuery('test.event_sessions', (db) =>
  db.selectFrom('voice_sessions').select('ended_at').orderBy('id'),
);

/** Makes storing fail as a broken database does. */
const hideItems = writeQuery('test.event_hide', (db) => db.schema.alterTable('omi_items').renameTo('hidden_items'));
const showItems = writeQuery('test.event_show', (db) => db.schema.alterTable('hidden_items').renameTo('omi_items'));

const bike = {
  id: 'c0ffee00',
  started_at: '2026-05-01T11:50:00Z',
  finished_at: '2026-05-01T12:00:30Z',
  created_at: '2026-05-01T12:01:00Z',
  structured: {
    title: 'Bike repair plan',
    overview: 'Two friends agree to fix a bike.',
    emoji: '🚲',
    action_items: [{ description: 'Buy inner tube', completed: false, exported: false }],
  },
};

describe.each(DIALECTS)('what Omi tells of on %s', (dialect) => {
  let server: LinkedServer;
  beforeAll(async () => {
    server = await startLinkedServer(dialect);
  });
  afterEach(() => forgetEverything(server));
  afterAll(() => server[Symbol.asyncDispose]());

  async function tell(what: 'conversation' | 'day-summary', body: unknown, uid = 'u1', base = server.webhookUrl) {
    const answer = await fetch(`${base}/${what}${uid && `?uid=${uid}`}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return [answer.status, await answer.text()];
  }
  const TAKEN = [200, '{}'];
  const conversations = async () => (await server.store.read.all(listConversations, {})).map(({ title }) => title);
  const events = async () =>
    (await server.store.read.all(listEvents, {})).map(({ type, payload }) => [type, JSON.parse(payload)]);
  const typesOf = async () => (await events()).map(([type]) => type);
  const prefer = (change: object) =>
    fetch(`${server.url}/preferences`, {
      method: 'PATCH',
      headers: { ...server.ada, 'content-type': 'application/json' },
      body: JSON.stringify(change),
    });

  describe('a finished conversation', () => {
    it('becomes one here, with its tasks, once however often and by however many it is told', async () => {
      const body = createOmiConversation(bike);
      const told = await Promise.all([
        tell('conversation', body),
        tell('conversation', body),
        tell('conversation', body),
      ]);
      expect(told).toEqual([TAKEN, TAKEN, TAKEN]);
      expect(await tell('conversation', body)).toEqual(TAKEN);
      const [row] = await server.store.read.all(listConversations, {});
      expect(await conversations()).toEqual(['🚲 Bike repair plan']);
      expect(await events()).toEqual([
        ['task', { title: 'Buy inner tube' }],
        ['omi_conversation', { title: 'Bike repair plan', emoji: '🚲', omi_id: 'c0ffee00', conversation_id: row?.id }],
      ]);
    });

    it('stays deleted', async () => {
      await tell('conversation', createOmiConversation(bike));
      const [row] = await server.store.read.all(listConversations, {});
      await fetch(`${server.url}/conversations/${row?.id}`, { method: 'DELETE', headers: server.ada });
      await tell('conversation', createOmiConversation(bike));
      expect(await conversations()).toEqual([]);
    });

    it('is left alone when it is discarded, locked, unfinished, or nobody’s', async () => {
      await tell('conversation', createOmiConversation({ ...bike, discarded: true }));
      await tell('conversation', createOmiConversation({ ...bike, is_locked: true }));
      await tell('conversation', createOmiConversation({ ...bike, status: 'processing' }));
      await tell('conversation', createOmiConversation(bike), 'u2');
      await tell('conversation', createOmiConversation(bike), '');
      expect([await conversations(), await events()]).toEqual([[], []]);
    });

    it('is left alone when it was created from here, whichever of its marks is there', async () => {
      await server.post('/omi/import/conversation', { uid: 'u1', text: 'Ours.' }, server.ada);
      const [ours] = server.omi.user('u1').conversations;
      if (!ours || ours === MALFORMED) throw new Error('Omi must have it');
      await tell('conversation', { ...ours, started_at: null });
      await tell('conversation', { ...ours, source: 'unknown', app_id: null });
      expect(await conversations()).toEqual([]);
      await tell('conversation', { ...ours, started_at: null, app_id: 'another-app' });
      expect(await conversations()).toHaveLength(1);
    });

    it('is not stored while the person has paused or given no consent', async () => {
      await prefer({ paused: true });
      await tell('conversation', createOmiConversation(bike));
      await prefer({ paused: false, voice_consent: false });
      await tell('conversation', createOmiConversation(bike));
      expect(await conversations()).toEqual([]);
      await prefer({ voice_consent: true });
      await tell('conversation', createOmiConversation(bike));
      expect(await conversations()).toHaveLength(1);
    });

    it('ends the voice session it was heard in, and no other', async () => {
      await server.say('Just talking here.');
      const ended = async () =>
        (await server.store.read.all(listSessions, {})).map(({ ended_at }) => ended_at !== null);
      const at = (minutes: number) => toIso(server.clock.now() + minutes * 60_000);
      const tellOf = (id: string, source: string, from: number, to: number) =>
        tell('conversation', createOmiConversation({ ...bike, id, source, started_at: at(from), finished_at: at(to) }));
      await tellOf('before', 'omi', -180, -170);
      await tellOf('after', 'omi', 5, 10);
      await tellOf('ours', 'external_integration', -10, 0.5);
      expect(await ended()).toEqual([false]);
      await tellOf('this', 'omi', -10, 0.5);
      expect(await ended()).toEqual([true]);
    });

    it('comes by the address of the person’s own link too, and speaks there for nobody else', async () => {
      const rotated = await server.post('/link/omi/rotate', { omi_user_id: 'u1' }, server.ada);
      const { webhook_token } = JSON.parse(await rotated.text());
      const own = `${server.url}/omi-webhook/${webhook_token}`;
      expect(await tell('conversation', createOmiConversation({ ...bike, id: 'a' }), 'u2', own)).toEqual(TAKEN);
      expect(await conversations()).toEqual([]);
      expect(await tell('conversation', createOmiConversation({ ...bike, id: 'b' }), '', own)).toEqual(TAKEN);
      expect(await conversations()).toHaveLength(1);
    });

    it('may be anything: it is answered with 200 and breaks nothing', async () => {
      const hostile: unknown[] = [
        '{}',
        '',
        'null',
        '[]',
        '"x"',
        '{"id":',
        '{"id":"n","structured":NaN}',
        { id: '' },
        { id: 'x'.repeat(1_000) },
        { id: 5 },
        { ...bike, id: 'nul\u0000' },
        { id: 'a', structured: null, transcript_segments: 'x' },
        {
          ...bike,
          id: 'b',
          structured: {
            title: 'a\u0000b\ud800',
            overview: 'c\u0000',
            action_items: [null, 7, { description: '' }, { description: '\u0000' }],
          },
        },
        { ...bike, id: 'c', started_at: 'soon', finished_at: 12, created_at: '9999-99-99' },
        {
          ...bike,
          id: 'd',
          transcript_segments: Array.from({ length: 20_000 }, () => ({
            text: 'word '.repeat(10),
            start: -1,
            speaker: {},
          })),
        },
        {
          ...bike,
          id: 'e',
          structured: { title: '🚲'.repeat(5_000), overview: 'x', action_items: [{ description: 'é'.repeat(9_000) }] },
        },
        'x'.repeat(OMI_LIMITS.conversationBytes + 1),
      ];
      for (const body of hostile) expect(await tell('conversation', body)).toEqual(TAKEN);
      const titles = await conversations();
      expect(titles).toEqual(['ab\ufffd', '🚲 Bike repair plan', '🚲 Bike repair plan', '🚲'.repeat(100)]);
    });

    it('is refused by an address that is not there, and asked for again while it cannot be stored', async () => {
      const [status] = await tell(
        'conversation',
        createOmiConversation(bike),
        'u1',
        `${server.url}/omi-webhook/made-up-token`,
      );
      expect(status).toBe(404);
      await server.store.transact((tx) => tx.run(hideItems, {}));
      expect((await tell('conversation', createOmiConversation(bike)))[0]).toBe(503);
      expect(await conversations()).toEqual([]);
      await server.store.transact((tx) => tx.run(showItems, {}));
      expect(await tell('conversation', createOmiConversation(bike))).toEqual(TAKEN);
      expect(await conversations()).toHaveLength(1);
    });
  });

  describe('a day’s summary', () => {
    const item = { description: 'Buy inner tube.', completed: false, source_conversation_id: 'c0ffee00' };
    const loose = { description: 'Water the plants', completed: false, source_conversation_id: null };
    const summary = createDaySummary('u1', {
      date: '2026-05-01',
      headline: 'A quiet day',
      actionItems: [item, loose, { ...loose, description: 'Sleep', completed: true }],
    });

    it('becomes an event, a notice in the app and tasks, once for each date', async () => {
      expect(await Promise.all([tell('day-summary', summary), tell('day-summary', summary)])).toEqual([TAKEN, TAKEN]);
      expect(await events()).toEqual([
        ['day_summary', { date: '2026-05-01', headline: 'A quiet day', emoji: '🌤️', overview: 'A quiet day' }],
        ['task', { title: 'Buy inner tube.' }],
        ['task', { title: 'Water the plants' }],
      ]);
      expect(await server.store.read.all(listNews, {})).toEqual([
        { kind: 'day_summary', channel: 'app', text: '🌤️ A quiet day' },
      ]);
      expect(server.notified()).toEqual([]);
      await tell('day-summary', createDaySummary('u1', { date: '2026-05-02', headline: 'Another day' }));
      expect(await typesOf()).toEqual(['day_summary', 'task', 'task', 'day_summary']);
    });

    it('adds no task that came with its conversation, before or after', async () => {
      await tell('conversation', createOmiConversation(bike));
      await tell('day-summary', summary);
      expect((await typesOf()).filter((type) => type === 'task')).toHaveLength(2);
      await tell(
        'day-summary',
        createDaySummary('u1', {
          date: '2026-05-02',
          headline: 'x',
          actionItems: [{ ...item, source_conversation_id: 'later' }],
        }),
      );
      await tell('conversation', createOmiConversation({ ...bike, id: 'later' }));
      expect((await typesOf()).filter((type) => type === 'task')).toHaveLength(3);
    });

    it('is dropped when it names somebody else, is older than its JSON, or makes no sense', async () => {
      await tell('day-summary', summary, 'u2');
      await tell('day-summary', { uid: 'u1', summary: "{'headline': 'x'}" });
      for (const body of [
        '{}',
        '',
        '[1]',
        { uid: 'u1', summary_json: { date: 'x' } },
        { uid: 'u1', summary_json: 5 },
      ]) {
        expect(await tell('day-summary', body)).toEqual(TAKEN);
      }
      expect(await events()).toEqual([]);
    });

    it('takes what makes sense of one that does not', async () => {
      const actionItems = [
        { ...loose, description: 'Nul\u0000 and half \ud83d' },
        { ...loose, description: ' ' },
        { ...item, source_conversation_id: 'x'.repeat(10_000) },
      ];
      const body = createDaySummary('u1', { date: '2026-05-01', headline: `\u0000${'🌤'.repeat(5_000)}`, actionItems });
      expect(await tell('day-summary', body)).toEqual(TAKEN);
      expect(await typesOf()).toEqual(['day_summary', 'task', 'task']);
    });

    it('is not stored while the person has paused', async () => {
      await prefer({ paused: true });
      await tell('day-summary', summary);
      expect(await events()).toEqual([]);
    });
  });
});
