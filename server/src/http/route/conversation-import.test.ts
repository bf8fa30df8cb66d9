import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestConversation, TestError, TestMessage, TestPerson } from '../../../test/test-person.ts';
import type { ConversationImport } from '../../chat/import/conversation-import.ts';
import { chatgptConversation, node, said } from '../../chat/import/test/chatgpt-export.ts';
import { openWebuiChat } from '../../chat/import/test/open-webui-export.ts';
import type { SearchHit } from '../../chat/search-messages.ts';

interface Exported {
  conversation: TestConversation;
  current: string | null;
  messages: TestMessage[];
}

describe.each(DIALECTS)('bringing conversations along on %s', (dialect) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(dialect);
    server.provider.answer(async (call) => {
      await call.emit('Indeed.');
      await call.finish();
    });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function send(
    person: TestPerson,
    body: string | Uint8Array<ArrayBuffer>,
    type = 'application/json',
  ): Promise<Response> {
    const headers = { authorization: `Bearer ${person.token}`, 'content-type': type };
    return fetch(`${server.url}/conversations/import`, { method: 'POST', headers, body });
  }
  const ended = (person: TestPerson, id: string) =>
    vi.waitFor(
      async () => {
        const { body } = await person.call<{ import: ConversationImport }>('GET', `/conversations/imports/${id}`);
        expect(body.import.status).not.toBe('running');
        return body.import;
      },
      { timeout: 30_000, interval: 20 },
    );
  /** Sends a file and gives what its import came to. */
  async function bring(person: TestPerson, file: unknown): Promise<ConversationImport> {
    const isBytes = file instanceof Uint8Array;
    const response = await send(
      person,
      isBytes ? new Uint8Array(file) : JSON.stringify(file),
      isBytes ? 'application/zip' : undefined,
    );
    expect(response.status).toBe(200);
    const { import: begun }: { import: ConversationImport } = JSON.parse(await response.text());
    return ended(person, begun.id);
  }
  const list = async (person: TestPerson, query = '') =>
    (await person.call<{ items: TestConversation[] }>('GET', `/conversations?${query}`)).body.items;
  const exported = async (person: TestPerson, id: string): Promise<Exported> =>
    JSON.parse(await (await person.fetch('GET', `/conversations/${id}/export`)).text());
  const counts = ({ status, imported, updated, skipped, failed, messages }: ConversationImport) => ({
    status,
    imported,
    updated,
    skipped,
    failed,
    messages,
  });
  const none = { status: 'done', imported: 0, updated: 0, skipped: 0, failed: 0, messages: 0 };

  it('takes over what ChatGPT exported, with its times, branches and placeholders, and no second time', async () => {
    const ada = await server.person('ada');
    const archive = zipSync({
      'user.json': strToU8('{"email":"x"}'),
      'chat.html': strToU8('<html>'.repeat(10_000)),
      'conversations.json': strToU8(JSON.stringify([chatgptConversation()])),
    });
    expect(counts(await bring(ada, archive))).toEqual({ ...none, imported: 1, messages: 4 });
    const [conversation] = await list(ada, 'archived=true');
    expect(conversation).toMatchObject({
      title: 'Growing tomatoes',
      created_at: '2023-11-14T22:13:20.250Z',
      updated_at: '2023-11-14T22:23:20.500Z',
    });
    const id = conversation?.id ?? '';
    const messages = await ada.messages(id);
    expect(messages.map(({ role, text, created_at }) => [role, text, created_at])).toEqual([
      ['assistant', 'In full **sun**.', '2023-11-14T22:15:30.000Z'],
      ['user', '[Image]\n\nHow do I grow tomatoes like these?\n\n[File: garden.pdf]', '2023-11-14T22:15:00.000Z'],
    ]);
    expect(messages[0]?.provider_meta).toMatchObject({ provider: 'chatgpt', model: 'gpt-4o' });
    expect(messages[1]?.siblings).toHaveLength(2);
    expect((await ada.messages(id, `?branch=${messages[1]?.siblings[0]}`)).map(({ text }) => text)).toEqual([
      'With water.',
      'How do I grow tomatos?',
    ]);
    expect(counts(await bring(ada, [chatgptConversation()]))).toEqual({ ...none, skipped: 1 });
    // It can be found, at its own time: behind what was said today.
    await ada.call('POST', '/messages/send', { text: 'full tomatoes' });
    await vi.waitFor(async () => {
      const { body } = await ada.call<{ items: SearchHit[] }>('GET', '/search?q=full&role=assistant');
      expect(body.items.map(({ message_id }) => message_id)).toEqual([messages[0]?.id]);
    }, 30_000);
    // And one can go on with it.
    const answer = await ada.call<{ message: TestMessage }>('POST', '/messages/send', {
      text: 'Why?',
      conversation_id: id,
    });
    expect(answer.body.message.text).toBe('Indeed.');
    expect(await ada.messages(id)).toHaveLength(4);
  });

  it('adds what was said since, and leaves alone what was deleted here', async () => {
    const ada = await server.person('ada');
    await bring(ada, [chatgptConversation('first'), chatgptConversation('second')]);
    const [gone] = await list(ada, 'archived=true');
    await ada.call('DELETE', `/conversations/${gone?.id}`);
    const grown = (id: string) => {
      const conversation = chatgptConversation(id);
      const more = node('ask-3', 'answer-2', [], said('user', 'Thanks', 1_700_000_700));
      return { ...conversation, mapping: { ...conversation.mapping, 'ask-3': more }, update_time: 1_700_000_700 };
    };
    const outcome = await bring(ada, [grown('first'), grown('second')]);
    expect(counts(outcome)).toEqual({ ...none, updated: 1, skipped: 1, messages: 1 });
    const [left, ...others] = await list(ada, 'archived=true');
    expect(others).toEqual([]);
    expect(left?.updated_at).toBe('2023-11-14T22:25:00.000Z');
    expect((await ada.messages(left?.id ?? '')).map(({ text }) => text)[0]).toBe('Thanks');
    const bob = await server.person('bob');
    expect(counts(await bring(bob, [chatgptConversation('first')]))).toMatchObject({ imported: 1, messages: 4 });
  });

  it('takes over what Open WebUI exported', async () => {
    const ada = await server.person('ada');
    expect(counts(await bring(ada, [openWebuiChat()]))).toEqual({ ...none, imported: 1, messages: 3 });
    const [conversation] = await list(ada, 'pinned=true');
    expect(conversation).toMatchObject({ title: '🎨 Colours', updated_at: '2024-03-09T16:00:10.000Z' });
    const messages = await ada.messages(conversation?.id ?? '');
    expect(messages.map(({ text }) => text)).toEqual(['Blue', 'Name a colour\n\n[Image]']);
    expect(messages[0]?.siblings).toHaveLength(2);
  });

  it('goes on where one conversation is broken, and says which', async () => {
    const ada = await server.person('ada');
    const loop = {
      ...chatgptConversation('loop'),
      mapping: {
        a: node('a', 'b', ['b'], said('user', 'What goes round?', 1)),
        b: node('b', 'a', ['a'], said('assistant', 'A wheel\0.\ud800', Number.MAX_VALUE)),
      },
    };
    const outcome = await bring(ada, [
      { title: 'No chat' },
      null,
      [[]],
      chatgptConversation('fine'),
      loop,
      { title: 'x', mapping: {} },
    ]);
    expect(counts(outcome)).toEqual({ ...none, imported: 2, failed: 4, messages: 6 });
    expect(outcome.failures.map(({ title }) => title)).toEqual(['No chat', '', '', 'x']);
    const found = (await list(ada, 'archived=true')).map(({ id }) => id);
    const texts = await Promise.all(found.map(async (id) => (await ada.messages(id)).map(({ text }) => text)));
    expect(texts.flat()).toContain('A wheel.\ufffd');
  });

  it('refuses what is no export, and a second import at once', async () => {
    const ada = await server.person('ada');
    for (const file of [
      { a: 1 },
      'text',
      [],
      zipSync({ 'readme.txt': strToU8('hello') }),
      Buffer.from('PK\x03\x04broken'),
    ]) {
      const { status, error } = await bring(ada, file);
      expect(status).toBe('failed');
      expect(error).toBeTruthy();
    }
    expect((await bring(ada, Buffer.from('[{"title":"cut'))).error).toContain('not whole');
    expect((await send(ada, '')).status).toBe(400);
    expect((await send(ada, 'x', 'text/csv')).status).toBe(415);
    const many = Array.from({ length: 60 }, (_, i) => chatgptConversation(`many-${i}`));
    const first = await send(ada, JSON.stringify(many));
    const { import: begun }: { import: ConversationImport } = JSON.parse(await first.text());
    const second = await send(ada, JSON.stringify(many));
    expect([second.status, (JSON.parse(await second.text()) as TestError).error.code]).toEqual([409, 'E1003']);
    const { body } = await ada.call<{ import: ConversationImport }>('DELETE', `/conversations/imports/${begun.id}`);
    expect(body.import.status).toBe('cancelled');
    const { body: all } = await ada.call<{ items: ConversationImport[] }>('GET', '/conversations/imports?limit=1');
    expect(all.items.map(({ id }) => id)).toEqual([begun.id]);
    // What had been begun by then stays; nothing comes after it.
    const { imported } = await ended(ada, begun.id);
    expect(imported).toBeLessThan(60);
    expect(counts(await bring(ada, many))).toMatchObject({ imported: 60 - imported, skipped: imported });
  });

  it('gives a conversation out and takes it back as it was, whatever its branches and words', async () => {
    const ada = await server.person('ada');
    const tree = fc.array(
      fc.record({
        parent: fc.nat(),
        isAnswer: fc.boolean(),
        text: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
      }),
      { minLength: 1, maxLength: 30 },
    );
    let round = 0;
    const shape = ({ conversation, current, messages }: Exported) => {
      const number = new Map(messages.map(({ id }, i) => [id, i]));
      return {
        title: conversation.title,
        system_prompt: conversation.system_prompt,
        times: [conversation.created_at, conversation.updated_at],
        current: current && number.get(current),
        messages: messages.map(({ parent_id, role, text, status, created_at, provider_meta }) => ({
          parent: parent_id && number.get(parent_id),
          ...{ role, text, status, created_at, provider_meta },
        })),
      };
    };
    await fc.assert(
      fc.asyncProperty(tree, async (nodes) => {
        round += 1;
        const mapping = Object.fromEntries(
          nodes.map(({ parent, isAnswer, text }, i) => [
            `n${i}`,
            node(
              `n${i}`,
              i === 0 ? 'none' : `n${parent % i}`,
              [],
              said(isAnswer ? 'assistant' : 'user', text, 1_700_000_000 + i),
            ),
          ]),
        );
        const source = {
          ...chatgptConversation(`round-${round}`),
          title: `Round ${round}`,
          is_archived: false,
          mapping,
        };
        const first = await bring(ada, [{ ...source, current_node: `n${nodes.length - 1}` }]);
        expect(first.imported).toBe(1);
        const [newest] = await list(ada);
        const original = await exported(ada, newest?.id ?? '');
        const bob = await server.person('bob');
        expect(counts(await bring(bob, original))).toMatchObject({ imported: 1, failed: 0 });
        const [copy] = await list(bob);
        expect(shape(await exported(bob, copy?.id ?? ''))).toEqual(shape(original));
        expect(counts(await bring(bob, original))).toMatchObject({ skipped: 1 });
        // In the account it came from it is still there.
        expect(counts(await bring(ada, original))).toMatchObject({ skipped: 1 });
      }),
      { numRuns: 4 },
    );
  });

  it('gives a conversation out to read, under a safe name', async () => {
    const ada = await server.person('ada');
    const { body } = await ada.call<{ conversation_id: string }>('POST', '/messages/send', { text: 'Is it *so*?' });
    await ada.call('PATCH', `/conversations/${body.conversation_id}`, { title: '../Ünï "x"\\: 東京' });
    const response = await ada.fetch('GET', `/conversations/${body.conversation_id}/export?format=markdown`);
    expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="Uni x .md"; filename*=UTF-8''%C3%9Cn%C3%AF%20x%20%E6%9D%B1%E4%BA%AC.md`,
    );
    const time = /\*\d{4}-\d\d-\d\d \d\d:\d\d UTC\*/.source;
    expect(await response.text()).toMatch(
      new RegExp(
        `^# \\.\\./Ünï "x"\\\\: 東京\n\n## You\n\n${time}\n\nIs it \\*so\\*\\?\n\n## Assistant \\(scripted\\)\n\n${time}\n\nIndeed\\.\n$`,
      ),
    );
  });
});
