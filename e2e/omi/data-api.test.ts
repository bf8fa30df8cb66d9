import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOmiConversation, type OmiConversation } from './omi-conversation.ts';
import { createOmiMemory } from './omi-memory.ts';
import { createOmiTask } from './omi-task.ts';
import { MALFORMED } from './omi-user.ts';
import { speak } from './speak.ts';
import { type OmiStandIn, startOmiStandIn } from './start-omi-stand-in.ts';

const HOUR_MS = 3_600_000;
let nowMs = 0;
let omi: OmiStandIn;
let imported: OmiConversation[];

beforeEach(async () => {
  nowMs = Date.UTC(2026, 4, 2, 9, 50);
  imported = [];
  omi = await startOmiStandIn({
    enabledUids: ['u1'],
    now: () => nowMs,
    onConversation: (_uid, conversation) => imported.push(conversation),
  });
});
afterEach(() => omi.stop());

function call(method: 'GET' | 'POST', path: string, body?: unknown, key: string | null = omi.app.apiKey) {
  return fetch(`${omi.url}/v2/integrations/${omi.app.id}/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(key !== null && { Authorization: `Bearer ${key}` }) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}
const importConversation = (body: unknown = { text: 'Hello.' }) => call('POST', 'user/conversations?uid=u1', body);
const importMemories = (body: unknown) => call('POST', 'user/memories?uid=u1', body);

async function detailOf(response: Response) {
  return [response.status, Object(await response.json()).detail];
}
async function read(path: string) {
  const response = await call('GET', path);
  expect(response.status).toBe(200);
  return Object(await response.json());
}

describe('importing', () => {
  test('a conversation gives no id, and a repeated call makes another one', async () => {
    const response = await importConversation({
      text: 'A plan.\nMore of it.',
      text_source: 'other_text',
      started_at: '2026-05-02T09:00:00Z',
    });
    expect([response.status, await response.json()]).toEqual([200, {}]);
    await importConversation();
    const { conversations } = await read('conversations?uid=u1');
    expect(conversations).toHaveLength(2);
    expect(omi.user('u1').conversations).toEqual(imported);
    expect(imported[0]).toMatchObject({
      source: 'external_integration',
      app_id: omi.app.id,
      started_at: '2026-05-02T09:00:00.000Z',
      finished_at: '2026-05-02T09:05:00.000Z',
      language: 'en',
      structured: { title: 'A plan.' },
    });
  });

  test('memories come from a text, from a list, or from both; neither is refused', async () => {
    const response = await importMemories({
      text: 'Likes tea.',
      memories: [{ content: 'Has a dog.', tags: ['pets'] }],
    });
    expect([response.status, await response.json()]).toEqual([200, {}]);
    expect(omi.user('u1').memories).toEqual([
      expect.objectContaining({ content: 'Likes tea.', tags: [], app_id: omi.app.id }),
      expect.objectContaining({ content: 'Has a dog.', tags: ['pets'] }),
    ]);
    expect(await detailOf(await importMemories({ text: null, memories: [] }))).toEqual([422, expect.any(String)]);
    expect(await detailOf(await importMemories({ text: ' ' }))).toEqual([422, expect.any(String)]);
  });

  test('each has an enum of its own, and text must be there for memories', async () => {
    const fields = async (response: Promise<Response>) => {
      const [status, detail] = await detailOf(await response);
      return [status, ...detail.map(({ loc }: { loc: string[] }) => loc.join('.'))];
    };
    expect(await fields(importConversation({ text: 'x', text_source: 'email' }))).toEqual([422, 'body.text_source']);
    expect(await fields(importConversation({}))).toEqual([422, 'body.text']);
    expect(await fields(importConversation('{'))).toEqual([422, 'body.0']);
    expect(await fields(importConversation({ text: 'x', started_at: 'noon' }))).toEqual([422, 'body.started_at']);
    expect(await fields(importMemories({ text: 'x', text_source: 'message' }))).toEqual([422, 'body.text_source']);
    expect(await fields(importMemories({ memories: [{ content: 'x' }] }))).toEqual([422, 'body.text']);
  });

  test.each([
    ['conversations', 10],
    ['memories', 60],
  ])('takes %s so often in an hour: %i', async (kind, allowed) => {
    const write = () => call('POST', `user/${kind}?uid=u1`, { text: 'Hello.' });
    for (let i = 0; i < allowed; i++) expect((await write()).status).toBe(200);
    nowMs += 600_000;
    const refused = await write();
    expect(await detailOf(refused)).toEqual([429, 'Rate limit exceeded. Try again in 3000s.']);
    expect(refused.headers.get('retry-after')).toBe('3000');
    nowMs += HOUR_MS - 600_000;
    expect((await write()).status).toBe(200);
  });

  test('refuses in the order of Omi: header, key, rate, app, enabled, action, form', async () => {
    const bad = { text_source: 'x' };
    const write = (key?: string | null) => call('POST', 'user/conversations?uid=u1', bad, key);
    expect(await detailOf(await call('POST', 'user/conversations', bad))).toEqual([422, expect.any(Array)]);
    omi.app.blindUids.add('u1');
    omi.app.enabledUids.delete('u1');
    omi.app.actions.delete('create_conversation');
    expect(await detailOf(await write(null))).toEqual([401, expect.stringContaining('Missing or invalid')]);
    expect(await detailOf(await write('sk_other'))).toEqual([403, 'Invalid API key']);
    expect(await detailOf(await write())).toEqual([404, 'App not found']);
    omi.app.blindUids.clear();
    expect(await detailOf(await write())).toEqual([403, 'App is not enabled for this user']);
    omi.app.enabledUids.add('u1');
    expect(await detailOf(await write())).toEqual([403, 'App does not have the capability to create conversations']);
    omi.app.actions.add('create_conversation');
    expect(await detailOf(await write())).toEqual([422, expect.any(Array)]);
    // The calls that were refused after the key have spent what they were given: four of ten.
    for (let i = 0; i < 6; i++) expect((await importConversation()).status).toBe(200);
    omi.app.enabledUids.delete('u1');
    expect((await detailOf(await write()))[0]).toBe(429);
  });
});

describe('reading', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 4, day, 12)).toISOString();

  test('conversations come newest first, by status, by date, without nulls and ids of segments', async () => {
    const [segments = []] = speak('The tube is torn.');
    omi.user('u1').conversations.push(
      createOmiConversation({
        id: 'c1',
        created_at: at(1),
        structured: { title: 'One' },
        transcript_segments: segments,
      }),
      createOmiConversation({ id: 'c3', created_at: at(3), status: 'processing' }),
      createOmiConversation({ id: 'c2', created_at: at(2), discarded: true }),
    );
    const ids = async (query: string) =>
      (await read(`conversations?uid=u1&${query}`)).conversations.map(({ id }: { id: string }) => id);
    expect(await ids('')).toEqual(['c3', 'c1']);
    expect(await ids('include_discarded=true')).toEqual(['c3', 'c2', 'c1']);
    expect(await ids('statuses=completed&statuses=processing')).toEqual(['c3', 'c1']);
    expect(await ids('statuses=completed,processing')).toEqual([]);
    expect(await ids('start_date=2026-05-01&end_date=2026-05-01')).toEqual(['c1']);
    expect(await ids('start_date=2026-05-01T12:00:01Z')).toEqual(['c3']);
    expect(await ids('limit=1&offset=1')).toEqual(['c1']);
    const [, one] = (await read('conversations?uid=u1')).conversations;
    expect(one).not.toHaveProperty('app_id');
    expect(one.transcript_segments).toEqual([
      { text: 'The tube is torn.', speaker: 'SPEAKER_00', is_user: true, start: 0, end: 1.6 },
    ]);
    expect(await detailOf(await call('GET', 'conversations?uid=u1&start_date=soon'))).toEqual([
      400,
      expect.stringContaining('Invalid start_date'),
    ]);
    expect((await call('GET', 'conversations?uid=u1&limit=1001')).status).toBe(422);
  });

  test('long transcripts are cut at 100 unless all is asked for; locked ones are blank; a malformed row makes a page short', async () => {
    const long = Array.from({ length: 130 }, (_, i) => speak(`Line ${i}.`, { startS: i * 2 })[0] ?? []).flat();
    omi.user('u1').conversations.push(
      createOmiConversation({ id: 'long', created_at: at(3), transcript_segments: long }),
      createOmiConversation({
        id: 'locked',
        created_at: at(2),
        is_locked: true,
        structured: {
          title: 'Secret',
          overview: 'Secret',
          action_items: [{ description: 'x', completed: false, exported: false }],
        },
        transcript_segments: long,
      }),
      MALFORMED,
    );
    const { conversations } = await read('conversations?uid=u1&limit=3');
    expect(conversations).toHaveLength(2);
    expect(conversations[0].transcript_segments).toHaveLength(100);
    expect(conversations[1]).toMatchObject({
      structured: { title: '', overview: '', action_items: [] },
      transcript_segments: [],
    });
    expect(
      (await read('conversations?uid=u1&max_transcript_segments=-1')).conversations[0].transcript_segments,
    ).toHaveLength(130);
    expect((await read('conversations?uid=u1&offset=3')).conversations).toEqual([]);
  });

  test('search finds words and says where it stands', async () => {
    for (const day of [1, 2, 3]) {
      omi.user('u1').conversations.push(
        createOmiConversation({
          id: `c${day}`,
          created_at: at(day),
          structured: { title: `Bike ${day}`, overview: 'Repair' },
        }),
      );
    }
    const search = (body: unknown) => call('POST', 'search/conversations?uid=u1', body);
    const found = Object(await (await search({ query: 'repair bike', page: 2, per_page: 2 })).json());
    expect(found).toMatchObject({ total_pages: 2, current_page: 2, per_page: 2, conversations: [{ id: 'c1' }] });
    expect(Object(await (await search({ query: 'boat' })).json()).conversations).toEqual([]);
    expect((await search({})).status).toBe(422);
    expect((await search({ query: 'x', end_date: 'never' })).status).toBe(400);
  });

  test('memories and tasks: pages, filters, cut when locked', async () => {
    const text = 'x'.repeat(80);
    omi
      .user('u1')
      .memories.push(
        createOmiMemory({ uid: 'u1', content: 'Likes tea.', created_at: at(1) }),
        createOmiMemory({ uid: 'u1', content: text, created_at: at(2), is_locked: true }),
      );
    const { memories } = await read('memories?uid=u1');
    expect(memories.map(({ content }: { content: string }) => content)).toEqual([`${'x'.repeat(70)}...`, 'Likes tea.']);
    omi
      .user('u1')
      .tasks.push(
        createOmiTask({ id: 't1', description: 'Buy tube', created_at: at(1), due_at: at(9), conversation_id: 'c1' }),
        createOmiTask({ id: 't2', description: 'Call Anna', created_at: at(2), completed: true }),
      );
    const ids = async (query: string) =>
      (await read(`tasks?uid=u1&${query}`)).tasks.map(({ id }: { id: string }) => id);
    expect(await ids('')).toEqual(['t2', 't1']);
    expect(await ids('completed=false')).toEqual(['t1']);
    expect(await ids('conversation_id=c1')).toEqual(['t1']);
    expect(await ids('due_start_date=2026-05-09&due_end_date=2026-05-09')).toEqual(['t1']);
    expect(await ids('start_date=2026-05-02')).toEqual(['t2']);
    expect(await read('tasks?uid=u9').catch(() => 'refused')).toBe('refused');
  });
});

describe('faults of importing', () => {
  test('a lost reply leaves the effect, a refusal none, and a counted fault ends by itself', async () => {
    omi.setFault({ kind: 'drop_reply' }, 1);
    await expect(importConversation()).rejects.toThrow();
    expect(imported).toHaveLength(1);
    omi.setFault({ kind: 'rate_limited', retryAfterS: 7 }, 1);
    const refused = await importConversation();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
    omi.setFault({ kind: 'status', status: 503 }, 1);
    expect((await importConversation()).status).toBe(503);
    expect(imported).toHaveLength(1);
    expect((await importConversation()).status).toBe(200);
  });
});
