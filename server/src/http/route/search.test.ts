import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestConversation, TestPerson } from '../../../test/test-person.ts';
import type { SearchHit } from '../../chat/search-messages.ts';

interface Found {
  items: SearchHit[];
  nextCursor?: string;
}

describe.each(DIALECTS)('searching on %s', (dialect) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(dialect);
    server.provider.answer(async (call) => {
      await call.emit(`You said: ${call.question}`);
      if (!call.question.startsWith('Go on about')) await call.finish();
    });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function search(person: TestPerson, query: Record<string, string | number>): Promise<Found> {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) parameters.set(name, String(value));
    const { status, body } = await person.call<Found>('GET', `/search?${parameters}`);
    expect(status).toBe(200);
    return body;
  }
  /** What was found, as `role: text`, with marked words in brackets. */
  async function find(person: TestPerson, q: string, filters: Record<string, string | number> = {}): Promise<string[]> {
    const { items } = await search(person, { q, ...filters });
    return items.map(({ role, snippet }) => {
      const text = snippet.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text)).join('');
      return `${role ?? 'title'}: ${text}`;
    });
  }
  /** Waits until a search finds so much. */
  const waitForHits = (person: TestPerson, q: string, count: number) =>
    vi.waitFor(async () => expect(await find(person, q, { limit: 100 })).toHaveLength(count), {
      timeout: 30_000,
      interval: 50,
    });
  async function say(person: TestPerson, text: string, more: object = {}): Promise<string> {
    const { status, body } = await person.call<{ conversation_id: string }>('POST', '/messages/send', {
      text,
      ...more,
    });
    expect(status).toBe(200);
    return body.conversation_id;
  }

  it('finds words, beginnings and phrases, whatever their case and accents, and marks them', async () => {
    const ada = await server.person('ada');
    await say(ada, 'Wo liegt das Café Zürich, <b>bitte</b>?');
    await waitForHits(ada, 'cafe', 3);
    expect(await find(ada, 'cafe ZURI', { role: 'user' })).toEqual([
      'user: Wo liegt das [Café] [Zürich], <b>bitte</b>?',
    ]);
    expect(await find(ada, '"das cafe" bitte', { role: 'assistant' })).toEqual([
      'assistant: You said: Wo liegt [das] [Café] Zürich, <b>[bitte]</b>?',
    ]);
    for (const nothing of ['zuri cafe', '"cafe das"', '"zuri"', '") OR * NOT : ^ -- ?!', '?!', 'x"\'\\']) {
      expect([nothing, await find(ada, nothing)]).toEqual([nothing, []]);
    }
    expect(await find(await server.person('bob'), 'cafe')).toEqual([]);
  });

  it('finds a part of a text that has no spaces', async () => {
    const ada = await server.person('ada');
    await say(ada, '明日は東京タワーへ行きます');
    await waitForHits(ada, '東京', 3);
    expect(await find(ada, '東京', { role: 'user' })).toEqual(['user: 明日は[東][京]タワーへ行きます']);
    expect(await find(ada, '京東')).toEqual([]);
  });

  it('goes through everything newest first, page by page, within what was asked for', async () => {
    const ada = await server.person('ada');
    const first = await say(ada, 'number one of the fish');
    const second = await say(ada, 'number two of the fish', { conversation_id: first }).then(() =>
      say(ada, 'number three'),
    );
    await ada.call('PATCH', `/conversations/${second}`, { archived: true, space: 'tasks', title: 'Renamed' });
    await waitForHits(ada, 'number', 7);
    await waitForHits(ada, 'renamed', 1);
    const pages: SearchHit[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page: Found = await search(ada, { q: 'number', limit: 2, ...(cursor && { cursor }) });
      pages.push(...page.items);
      cursor = page.nextCursor;
    }
    const times = pages.map(({ created_at }) => Date.parse(created_at));
    // What was written in the same millisecond stands a few of them apart.
    for (const [i, time] of times.entries()) expect(time).toBeLessThan((times[i - 1] ?? time) + 10);
    expect(new Set(pages.map(({ message_id }) => message_id)).size).toBe(7);
    expect(await find(ada, 'number fish', { conversation_id: first, role: 'user' })).toHaveLength(2);
    expect(await find(ada, 'number', { conversation_id: second })).toHaveLength(2);
    expect(await find(ada, 'number', { space: 'tasks' })).toHaveLength(2);
    expect(await find(ada, 'number', { archived: 'false' })).toHaveLength(5);
    const third = pages[2]?.created_at ?? '';
    const later = pages.filter(({ created_at }) => created_at >= third);
    expect(await find(ada, 'number', { from: third })).toHaveLength(later.length);
    expect(await find(ada, 'number', { to: third })).toHaveLength(7 - later.length);
    expect((await ada.call('GET', '/search?q=number&cursor=WzEsMl0')).status).toBe(400);
  });

  it('knows a title as it is now, also in the list of conversations', async () => {
    const ada = await server.person('ada');
    const list = async (query: string) =>
      (await ada.call<{ items: TestConversation[] }>('GET', `/conversations?${query}`)).body.items.map(({ id }) => id);
    const kitchen = await say(ada, 'hello kitchen');
    const garden = await say(ada, 'hello garden');
    await waitForHits(ada, 'hello', 6);
    expect(await list('q=hello')).toEqual([garden, kitchen]);
    await ada.call('PATCH', `/conversations/${kitchen}`, { title: 'Cellar', pinned: true });
    await waitForHits(ada, 'cellar', 1);
    expect(await list('q=hello%20kit')).toEqual([]);
    expect(await list('q=cel&pinned=true')).toEqual([kitchen]);
    expect(await list('q=cel&pinned=false')).toEqual([]);
    expect(await list('q=cel&archived=true')).toEqual([]);
    expect(await list('q=%3F')).toEqual([]);
  });

  it('finds nothing that is deleted, being written or temporary, and what is kept after all', async () => {
    const ada = await server.person('ada');
    const gone = await say(ada, 'whales in the sea');
    const secret = await say(ada, 'whales in the dark', { temporary: true });
    await waitForHits(ada, 'whales', 3);
    const stream = await ada.send('Go on about whales');
    // Its title and the question, not the answer.
    await waitForHits(ada, 'about whales', 2);
    await stream.leave();
    await ada.call('DELETE', `/conversations/${gone}`);
    expect(await find(ada, 'whales sea')).toEqual([]);
    await ada.call('PATCH', `/conversations/${secret}`, { temporary: false });
    await waitForHits(ada, 'whales dark', 3);
  });

  it('finds what an account brought along', async () => {
    const ada = await server.person('ada');
    await say(ada, 'penguins on the ice');
    await waitForHits(ada, 'penguins', 3);
    const archive = await (await ada.fetch('GET', '/account/export')).arrayBuffer();
    const bob = await server.person('bob');
    const answer = await fetch(`${server.url}/account/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bob.token}`, 'content-type': 'application/zip' },
      body: archive,
    });
    expect(answer.status).toBe(200);
    await waitForHits(bob, 'penguins', 3);
  });
});
