import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSegment } from '../../../../e2e/omi/create-segment.ts';
import { createOmiConversation } from '../../../../e2e/omi/omi-conversation.ts';
import { createOmiMemory } from '../../../../e2e/omi/omi-memory.ts';
import { createOmiTask } from '../../../../e2e/omi/omi-task.ts';
import { MALFORMED } from '../../../../e2e/omi/omi-user.ts';
import { DIALECTS } from '../../../test/database.ts';
import { forgetEverything } from '../test/forget-everything.ts';
import { type LinkedServer, startLinkedServer } from '../test/start-voice-server.ts';

const CONVERSATION = '/omi/import/conversation';
const MEMORIES = '/omi/import/memories';

describe.each(DIALECTS)('data at Omi on %s', (dialect) => {
  let server: LinkedServer;
  async function read(answer: Response) {
    return { status: answer.status, headers: answer.headers, body: JSON.parse(await answer.text()) };
  }
  const post = async (path: string, body: object, key?: string) =>
    read(await server.post(path, { uid: 'u1', ...body }, { ...server.ada, ...(key && { 'idempotency-key': key }) }));
  const get = async (path: string) => read(await server.get(path, server.ada));
  const codeOf = ({ status, body }: { status: number; body: { error: { code: string } } }) => [status, body.error.code];
  const atOmi = () => server.omi.user('u1').conversations.filter((each) => each !== MALFORMED);

  describe('creating', () => {
    beforeAll(async () => {
      server = await startLinkedServer(dialect);
    });
    afterEach(() => forgetEverything(server));
    afterAll(() => server[Symbol.asyncDispose]());

    it('makes a conversation there and says by what it is known', async () => {
      const { status, body } = await post(CONVERSATION, {
        text: 'Bike repair\nWe agreed to fix the bike.',
        text_source: 'message',
        started_at: '2026-04-30T10:00:00.250+02:00',
        geolocation: { latitude: 52.1, longitude: 4.3 },
      });
      expect([status, body]).toEqual([200, { ok: true, started_at: '2026-04-30T08:00:00.250Z' }]);
      expect(atOmi()).toMatchObject([
        {
          started_at: '2026-04-30T08:00:00.250Z',
          finished_at: '2026-04-30T08:05:00.250Z',
          language: 'en',
          structured: { title: 'Bike repair' },
          external_data: { text_source: 'message' },
        },
      ]);
    });

    it('moves a start that the person has already used', async () => {
      const body = { text: 'x', started_at: '2026-04-30T08:00:00Z', finished_at: '2026-04-30T08:00:00Z' };
      await post(CONVERSATION, body);
      expect((await post(CONVERSATION, body)).body.started_at).toBe('2026-04-30T08:00:00.001Z');
      expect(atOmi().map(({ finished_at }) => finished_at)).toEqual([
        '2026-04-30T08:00:00.000Z',
        '2026-04-30T08:00:00.001Z',
      ]);
    });

    it('makes memories there of a text or as they are', async () => {
      expect((await post(MEMORIES, { text: 'Ada has a red bike.', text_source: 'email' })).body).toEqual({ ok: true });
      await post(MEMORIES, { memories: [{ content: 'Bob is tall.', tags: ['people'] }] });
      expect(server.omi.user('u1').memories).toMatchObject([
        { content: 'Ada has a red bike.' },
        { content: 'Bob is tall.', tags: ['people'] },
      ]);
    });

    it('refuses what is not in Omi’s form, and whom it may not speak for, without asking Omi', async () => {
      await server.post('/link/omi/start', { omi_user_id: 'u2' }, server.ada);
      const before = server.omi.requestCount();
      const wrong: [string, object][] = [
        [CONVERSATION, { text: 'x', text_source: 'email' }],
        [CONVERSATION, { text: '' }],
        [CONVERSATION, { text: 'x', started_at: '2026-04-30T08:00:00Z', finished_at: '2026-04-30T07:00:00Z' }],
        [CONVERSATION, { text: 'x', owner: 'u2' }],
        [MEMORIES, { text: 'x', text_source: 'message' }],
        [MEMORIES, {}],
        [MEMORIES, { memories: [] }],
      ];
      for (const [path, body] of wrong) {
        expect(codeOf(await post(path, body)), JSON.stringify(body)).toEqual([400, 'E1001']);
      }
      for (const path of [CONVERSATION, MEMORIES]) {
        for (const uid of ['u2', 'u3']) {
          expect(codeOf(await post(path, { uid, text: 'x' }))).toEqual([404, 'E1002']);
        }
      }
      expect(server.omi.requestCount()).toBe(before);
    });

    it.each([CONVERSATION, MEMORIES])('%s does once what is asked twice with one key', async (path) => {
      const [first, second] = await Promise.all([
        post(path, { text: 'once' }, 'k1'),
        post(path, { text: 'once' }, 'k1'),
      ]);
      const answers = [first, second].map((each) => each.status).sort();
      expect(answers[0]).toBe(200);
      expect((await post(path, { text: 'once' }, 'k1')).body).toEqual(
        [first, second].find((each) => each.status === 200)?.body,
      );
      expect(codeOf(await post(path, { text: 'other' }, 'k1'))).toEqual([409, 'E1003']);
      const { conversations, memories } = server.omi.user('u1');
      expect([conversations.length + memories.length]).toEqual([1]);
    });

    it('finds a conversation whose reply was lost', async () => {
      server.omi.setFault({ kind: 'drop_reply' }, 1);
      expect((await post(CONVERSATION, { text: 'lost' })).status).toBe(200);
      expect(atOmi()).toHaveLength(1);
    });

    it('leaves open what nobody can say, and settles it by the same request', async () => {
      server.omi.setFault({ kind: 'drop_reply' }, 2);
      const lost = await post(CONVERSATION, { text: 'lost' }, 'k1');
      expect(codeOf(lost)).toEqual([502, 'E4007']);
      expect(lost.headers.get('retry-after')).toBe('180');
      expect((await post(CONVERSATION, { text: 'lost' }, 'k1')).status).toBe(200);
      expect(atOmi()).toHaveLength(1);
    });

    it('sends again only when the first call can no longer come through', async () => {
      server.omi.setFault({ kind: 'status', status: 500 }, 2);
      expect(codeOf(await post(CONVERSATION, { text: 'x' }, 'k1'))).toEqual([502, 'E4007']);
      expect(codeOf(await post(CONVERSATION, { text: 'x' }, 'k1'))).toEqual([409, 'E1003']);
      expect(atOmi()).toHaveLength(0);
      server.clock.advance(180_000);
      expect((await post(CONVERSATION, { text: 'x' }, 'k1')).status).toBe(200);
      expect(atOmi()).toHaveLength(1);
    });

    it('never repeats memories whose reply was lost', async () => {
      server.omi.setFault({ kind: 'drop_reply' }, 1);
      expect(codeOf(await post(MEMORIES, { text: 'x' }, 'k1'))).toEqual([502, 'E4007']);
      server.clock.advance(3_600_000);
      expect(codeOf(await post(MEMORIES, { text: 'x' }, 'k1'))).toEqual([409, 'E1003']);
      expect(server.omi.user('u1').memories).toHaveLength(1);
    });

    it('lets a key come again after a refusal, also with other words', async () => {
      server.omi.app.enabledUids.delete('u1');
      expect(codeOf(await post(CONVERSATION, { text: 'x' }, 'k1'))).toEqual([502, 'E4005']);
      server.omi.app.enabledUids.add('u1');
      expect((await post(CONVERSATION, { text: 'other words' }, 'k1')).status).toBe(200);
      expect(atOmi()).toHaveLength(1);
    });

    // The last one here: nothing is left of its Omi.
    it('tells each refusal by its own code', async () => {
      const create = () => post(CONVERSATION, { text: 'x' });
      server.omi.app.actions.delete('create_conversation');
      const missing = await create();
      expect(codeOf(missing)).toEqual([502, 'E4005']);
      expect(missing.body.error.message).toContain('create conversations');
      server.omi.app.apiKey = 'sk_changed';
      expect(codeOf(await create())).toEqual([502, 'E4004']);
      server.omi.setFault({ kind: 'rate_limited', retryAfterS: 77 }, 1);
      const limited = await create();
      expect(codeOf(limited)).toEqual([503, 'E4006']);
      expect(limited.headers.get('retry-after')).toBe('77');
      await server.omi.stop();
      expect(codeOf(await create())).toEqual([502, 'E4007']);
    });
  });

  describe('reading', () => {
    beforeAll(async () => {
      server = await startLinkedServer(dialect);
      const user = server.omi.user('u1');
      user.conversations.push(
        createOmiConversation({
          id: 'c1',
          created_at: '2026-04-29T09:00:00Z',
          transcript_segments: Array.from({ length: 150 }, (_, i) =>
            createSegment({ id: `s${i}`, text: `word ${i}`, startS: i, endS: i + 1, isUser: i % 2 === 0 }),
          ),
          structured: {
            title: 'Bike',
            overview: 'A torn tube.',
            action_items: [{ description: 'Buy a tube', completed: false, exported: false }],
          },
        }),
        createOmiConversation({
          id: 'c2',
          created_at: '2026-04-30T09:00:00Z',
          status: 'processing',
          structured: { title: 'Roof' },
        }),
        createOmiConversation({
          id: 'c3',
          created_at: '2026-04-30T10:00:00Z',
          discarded: true,
          structured: { title: 'Noise' },
        }),
        createOmiConversation({
          id: 'c4',
          created_at: '2026-04-28T10:00:00Z',
          is_locked: true,
          structured: { title: 'Secret' },
        }),
        MALFORMED,
      );
      user.memories.push(
        createOmiMemory({ uid: 'u1', id: 'm1', content: 'Ada has a bike.', created_at: '2026-04-29T09:00:00Z' }),
        createOmiMemory({
          uid: 'u1',
          id: 'm2',
          content: 'x'.repeat(100),
          is_locked: true,
          created_at: '2026-04-28T09:00:00Z',
        }),
      );
      user.tasks.push(
        createOmiTask({ id: 't1', description: 'Buy a tube', conversation_id: 'c1' }),
        createOmiTask({ id: 't2', description: 'Fix the roof', completed: true }),
      );
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const ids = async (path: string) => (await get(path)).body.items.map(({ id }: { id: string }) => id);

    it('lists conversations newest first, and what is asked for of them', async () => {
      const list = '/omi/import/conversations?uid=u1';
      expect(await ids(list)).toEqual(['c2', 'c1', 'c4']);
      expect(await ids(`${list}&include_discarded=true`)).toEqual(['c3', 'c2', 'c1', 'c4']);
      expect(await ids(`${list}&statuses=completed`)).toEqual(['c1', 'c4']);
      expect(await ids(`${list}&statuses=completed,processing`)).toEqual(['c2', 'c1', 'c4']);
      expect(await ids(`${list}&start_date=2026-04-29&end_date=2026-04-29`)).toEqual(['c1']);
      expect(codeOf(await get(`${list}&start_date=soon`))).toEqual([400, 'E1001']);
    });

    it('goes on after a short page and ends with an empty one', async () => {
      const page = async (offset: number) =>
        (await get(`/omi/import/conversations?uid=u1&limit=2&offset=${offset}`)).body;
      expect((await page(2)).items).toHaveLength(1);
      expect((await page(2)).next_offset).toBe(4);
      expect(await page(4)).toEqual({ ok: true, items: [], next_offset: null });
    });

    it('gives whole transcripts, or as much as is asked for', async () => {
      const lengthOf = async (query: string) =>
        (await get(`/omi/import/conversations?uid=u1&statuses=completed&limit=1${query}`)).body.items[0]
          .transcript_segments.length;
      expect(await lengthOf('')).toBe(150);
      expect(await lengthOf('&max_transcript_segments=3')).toBe(3);
    });

    it('says what is locked', async () => {
      const { items } = (await get('/omi/import/conversations?uid=u1')).body;
      expect(items.map((each: { is_locked: boolean }) => each.is_locked)).toEqual([false, false, true]);
      expect(JSON.stringify(items)).not.toContain('Secret');
      const memories = (await get('/omi/import/memories?uid=u1')).body.items;
      expect(memories.map((each: { is_locked: boolean }) => each.is_locked)).toEqual([false, true]);
    });

    it('searches conversations', async () => {
      const found = (await get('/omi/import/conversations/search?uid=u1&q=torn%20tube&per_page=1')).body;
      expect(found).toMatchObject({ ok: true, items: [{ id: 'c1' }], page: 1, total_pages: 1 });
      expect(await ids('/omi/import/conversations/search?uid=u1&q=noise')).toEqual([]);
      expect(await ids('/omi/import/conversations/search?uid=u1&q=noise&include_discarded=true')).toEqual(['c3']);
    });

    it('lists tasks', async () => {
      expect(await ids('/omi/import/tasks?uid=u1&completed=false')).toEqual(['t1']);
      expect(await ids('/omi/import/tasks?uid=u1&conversation_id=c1')).toEqual(['t1']);
      expect(await ids('/omi/import/tasks?uid=u1&completed=true')).toEqual(['t2']);
    });

    it('finds nothing of an Omi user without a confirmed link', async () => {
      const before = server.omi.requestCount();
      for (const what of ['conversations?', 'conversations/search?q=x&', 'memories?', 'tasks?']) {
        expect(codeOf(await get(`/omi/import/${what}uid=u2`)), what).toEqual([404, 'E1002']);
      }
      expect(server.omi.requestCount()).toBe(before);
    });

    it('tells Omi’s trouble', async () => {
      server.omi.setFault({ kind: 'status', status: 503 });
      expect(codeOf(await get('/omi/import/memories?uid=u1'))).toEqual([502, 'E4007']);
      server.omi.setFault(undefined);
      server.omi.app.actions.delete('read_memories');
      expect(codeOf(await get('/omi/import/memories?uid=u1'))).toEqual([502, 'E4005']);
    });
  });
});
