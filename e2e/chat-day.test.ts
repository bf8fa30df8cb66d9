import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StreamWish, unwrap } from '../client/src/index.ts';
import { chatgptConversation } from '../server/src/chat/import/test/chatgpt-export.ts';
import { makePng } from '../server/src/file/test/make-png.ts';
import { must } from '../server/src/kit/must.ts';
import { DIALECTS } from '../server/test/database.ts';
import { findTraces } from '../server/test/find-traces.ts';
import type { TestPerson } from '../server/test/test-person.ts';
import { askAsOpenAi } from './chat-day/ask-as-openai.ts';
import { bring } from './chat-day/bring.ts';
import { listWays, type Way } from './chat-day/list-ways.ts';
import { begin, type ChatDay, MODEL_KEY, startChatDay } from './chat-day/start-chat-day.ts';

/** For what is done in the background. */

describe.each(DIALECTS)('a day in chat on %s', (dialect) => {
  let day: ChatDay;
  beforeAll(async () => {
    day = await startChatDay(dialect);
  });
  afterAll(() => day?.[Symbol.asyncDispose]());

  const see = (id: string) => unwrap(day.laptop.http.GET('/conversations/{id}', { params: { path: { id } } }));
  const list = async (query: { archived?: 'true'; pinned?: 'true' } = {}) => {
    const { items } = await unwrap(day.laptop.http.GET('/conversations', { params: { query } }));
    return items.map(({ id }) => id);
  };
  const change = async (id: string, body: { pinned?: boolean; archived?: boolean; system_prompt?: string }) =>
    unwrap(day.laptop.http.PATCH('/conversations/{id}', { params: { path: { id } }, body }));
  const prefer = async (body: object) => expect((await day.ada.call('PATCH', '/preferences', body)).status).toBe(200);
  /** What the search shows, marked words in brackets. */
  const search = async (q: string, role: 'user' | 'assistant') => {
    const { items } = await unwrap(day.laptop.http.GET('/search', { params: { query: { q, role } } }));
    return items.map(({ snippet }) => snippet.map(({ text, marked }) => (marked ? `[${text}]` : text)).join(''));
  };
  const found = (q: string, role: 'user' | 'assistant') => expect.poll(() => search(q, role));
  const send = (conversation: string | null, text: string): StreamWish => ({
    kind: 'send',
    body: { text, conversation_id: must(conversation, 'a conversation') },
  });
  const textsOf = (messages: readonly { text: string }[]) => messages.map(({ text }) => text);

  it('has a model that the admin brought in while the server ran, and whose key nobody sees again', async () => {
    const checking = day.admin.call<{ healthy: boolean }>('POST', '/admin/providers/home/check', {});
    const tiny = await day.home.call();
    await tiny.emit('ok');
    await tiny.finish();
    expect((await checking).body).toMatchObject({ healthy: true });
    const home = { params: { path: { id: 'home' } } };
    const { models } = await unwrap(day.laptop.http.GET('/providers/{id}/models', home));
    expect(models).toMatchObject([{ id: 'large', context_length: 16_000 }]);
    const shown = await (await day.admin.fetch('GET', '/admin/providers')).text();
    expect(shown).toContain('"has_key":true');
    expect(shown + day.server.logged()).not.toContain(MODEL_KEY);
  });

  it('gives a whole answer over a line that breaks, names the talk, and tells the phone', async () => {
    const { home, laptop, phone, server } = day;
    const reading = laptop.read(begin('Why is the sky blue?'));
    const call = await home.call();
    expect(call.authorization).toBe(`Bearer ${MODEL_KEY}`);
    await call.emit('It is ', 'the air');
    await expect.poll(() => reading.state.text).toBe('It is the air');
    await expect.poll(() => phone.heard).toEqual(expect.arrayContaining(['conversations', 'messages']));
    server.app.server.server.closeAllConnections();
    await expect.poll(() => phone.heard.filter((what) => what === 'connected')).toHaveLength(2);
    await call.emit(', 😀 mostly.');
    await call.finish();
    const { text, status, message, conversationId } = await reading.ended;
    expect({ text, status }).toEqual({ text: 'It is the air, 😀 mostly.', status: 'complete' });
    expect([reading.connections, message?.text]).toEqual([2, text]);
    expect(home.calls.filter(({ question }) => question === 'Why is the sky blue?')).toHaveLength(1);
    await expect
      .poll(async () => (await see(must(conversationId, 'a conversation'))).conversation)
      .toMatchObject({ title: 'About: Why is the sky blue?', title_origin: 'model' });
    const lately = () => phone.heard.slice(phone.heard.lastIndexOf('connected'));
    await expect.poll(lately).toEqual(expect.arrayContaining(['conversations', 'messages']));
  });

  it('is answered the way she wants, with what is remembered, and shows beforehand what will be sent', async () => {
    await prefer({ system_prompt: 'Be kind.' });
    expect((await day.ada.call('POST', '/memories', { text: 'Her cat is called Tinto' })).status).toBe(200);
    const first = await day.say('Where does my cat sleep?', 'In the sun.');
    expect(first.call.messages[0]?.content).toMatch(/^Be kind\.[\s\S]*Tinto/);
    const id = must(first.answer.conversationId, 'a conversation');
    await prefer({ space_prompts: { default: 'Be brief.' } });
    const second = await day.say(send(id, 'And at night?'), 'On your feet.');
    expect(second.call.messages[0]?.content).toMatch(/^Be brief\./);
    await change(id, { system_prompt: 'Be a pirate.' });

    const path = { params: { path: { id } } };
    const { context } = await unwrap(day.laptop.http.GET('/conversations/{id}/context', path));
    const texts = new Map((await day.ada.messages(id)).map((message) => [message.id, message]));
    const sent = context.messages.map((message) => must(texts.get(message.id), 'a message')).reverse();
    const { call, answer } = await day.say(send(id, 'Why there?'), 'Arr, tis warm.');
    expect(call.messages).toEqual([
      { role: 'system', content: `Be a pirate.\n\n${context.notes}` },
      ...sent.map(({ role, text }) => ({ role, content: text })),
      { role: 'user', content: 'Why there?' },
    ]);
    expect(context).toMatchObject({ provider: 'home', system_prompt: { from: 'conversation' } });
    const { messages, memories } = must(answer.message?.provider_meta, 'how it came to be').context;
    expect({ messages, memories }).toEqual({ messages: context.totals.messages + 1, memories: 1 });
    await prefer({ system_prompt: null, space_prompts: {} });
  });

  it('reads a picture and a file with her', async () => {
    const upload = async (name: string, content: Uint8Array | string) => {
      const answer = await fetch(`${day.server.url}/files?name=${name}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${day.ada.token}`, 'content-type': 'application/octet-stream' },
        body: Buffer.from(content),
      });
      const { file }: { file: { id: string } } = JSON.parse(await answer.text());
      return file.id;
    };
    const picture = makePng(3, 2);
    const files = [await upload('door.png', picture), await upload('note.txt', 'The key is under the mat.')];
    const wish: StreamWish = { kind: 'send', body: { text: 'Is this my door?', provider: 'home', file_ids: files } };
    const { call, answer } = await day.say(wish, 'It is, and the mat is there.');
    const asked = JSON.stringify(call.messages.at(-1));
    expect(asked).toMatch(/data:image\/png;base64,\w/);
    expect(asked).toMatch(/The key is under the mat\.[\s\S]*Is this my door\?/);
    const [, question] = await day.ada.messages(must(answer.conversationId, 'a conversation'));
    expect(question?.files.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['door.png image', 'note.txt text']);
    const shown = await day.ada.fetch('GET', `/files/${files[0]}`);
    expect(Buffer.from(await shown.arrayBuffer()).equals(picture)).toBe(true);
  });

  it('uses a tool that reads at once, and one that writes when she has said yes', async () => {
    const { home, tools, laptop } = day;
    await prefer({ tool_servers: ['notes'] });
    const reading = laptop.read(begin('Look up the owls and note it down'));
    const call = await home.call();
    const owls = { arguments: '{"about":"owls"}' };
    await call.emit('Let me see.');
    await call.callTools({ name: 'notes__read', ...owls }, { name: 'notes__write', ...owls });
    await call.finish('tool_calls');
    const statuses = () => reading.state.toolCalls.map(({ tool, status }) => `${tool} ${status}`);
    await expect.poll(statuses).toEqual(['read done', 'write waiting']);
    expect(tools.made).toEqual(['read owls']);
    const id = must(reading.state.toolCalls[1], 'a call').id;
    await unwrap(laptop.http.POST('/chat/tool-calls/{id}', { params: { path: { id } }, body: { allow: true } }));
    const next = await home.call();
    const results = next.messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
    expect(results).toEqual([expect.stringContaining('about owls says: 42'), 'written']);
    await next.emit('Noted: 42.');
    await next.finish();
    expect((await reading.ended).text).toBe('Let me see.\n\nNoted: 42.');
    expect([statuses(), tools.made]).toEqual([
      ['read done', 'write done'],
      ['read owls', 'write owls'],
    ]);
    await prefer({ tool_servers: [] });
  });

  it('keeps every turn that a talk takes', async () => {
    const first = (await day.say('Tell me of a fox', 'A fox ran.')).answer;
    const id = must(first.conversationId, 'a conversation');
    const fox = must(first.userMessageId, 'a question');
    const edit: StreamWish = { kind: 'edit', body: { message_id: fox, text: 'Tell me of a hare' } };
    const hare = await day.say(edit, 'A hare hid.');
    expect(hare.call.messages.map(({ content }) => content)).not.toContain('Tell me of a fox');
    const message_id = must(hare.answer.messageId, 'an answer');
    const again = (await day.say({ kind: 'retry', body: { message_id } }, 'A hare sat.')).answer;
    const [answer, question] = await day.ada.messages(id);
    expect(textsOf(must(answer && question && [answer, question], 'a turn'))).toEqual([
      'A hare sat.',
      'Tell me of a hare',
    ]);
    expect(answer?.siblings).toEqual([message_id, again.messageId]);
    expect(question?.siblings).toEqual([fox, again.userMessageId]);
    const foxes = ['A fox ran.', 'Tell me of a fox'];
    expect(textsOf(await day.ada.messages(id, `?branch=${fox}`))).toEqual(foxes);

    const fork = { params: { path: { id } }, body: { message_id: must(first.messageId, 'an answer') } };
    const { conversation } = await unwrap(day.laptop.http.POST('/conversations/{id}/branch', fork));
    const copy = await day.ada.messages(conversation.id);
    expect([textsOf(copy), copy[0]?.siblings]).toEqual([foxes, [copy[0]?.id]]);
  });

  it('stops an answer and lets it go on', async () => {
    const { home, laptop } = day;
    const reading = laptop.read(begin('Begin a tale'));
    const call = await home.call();
    await call.emit('Once upon a ti');
    await expect.poll(() => reading.state.text).toBe('Once upon a ti');
    const stream_id = must(reading.state.streamId, 'a stream');
    await unwrap(laptop.http.POST('/chat/cancel', { body: { stream_id } }));
    await call.closed;
    const stopped = await reading.ended;
    expect([stopped.status, stopped.text]).toEqual(['cancelled', 'Once upon a ti']);
    const message_id = must(stopped.messageId, 'an answer');
    const { answer } = await day.say({ kind: 'continue', body: { message_id } }, 'me, the end.');
    expect([answer.status, answer.text]).toEqual(['complete', 'Once upon a time, the end.']);
    expect(answer.message?.siblings).toEqual([message_id, answer.messageId]);
  });

  it('finds again what was said, pinned and put away', async () => {
    const [tea, tax] = [
      await day.say('Which tea is for Émile?', 'Mint.'),
      await day.say('When is the tax due?', 'In May.'),
    ];
    const [pinned, archived] = [tea, tax].map(({ answer }) => must(answer.conversationId, 'a conversation'));
    await change(must(pinned, 'one'), { pinned: true });
    await change(must(archived, 'one'), { archived: true });
    expect(await list({ pinned: 'true' })).toEqual([pinned]);
    expect(await list({ archived: 'true' })).toEqual([archived]);
    expect(await list()).not.toContain(archived);
    await found('tea emi', 'user').toEqual(['Which [tea] is for [Émile]?']);
    await found('"tax due"', 'user').toEqual(['When is the [tax] [due]?']);
  });

  it('forgets a temporary talk', async () => {
    const wish: StreamWish = { kind: 'send', body: { text: 'A zither in secret', provider: 'home', temporary: true } };
    const { answer } = await day.say(wish, 'Nobody knows of the zither.');
    await day.say('A zither for all', 'Play on.');
    await found('zither', 'user').toEqual(['A [zither] for all']);
    const id = must(answer.conversationId, 'a conversation');
    expect(await list()).not.toContain(id);
    expect((await day.ada.call('DELETE', `/conversations/${id}`)).status).toBe(200);
    expect(await findTraces(day.server.database, [id, 'zither in secret', 'of the zither'])).toEqual([]);
  });

  it('goes out as a file and comes in again, once', async () => {
    const { answer } = await day.say('What is in the box?', 'A *bell*.');
    const id = must(answer.conversationId, 'a conversation');
    const file = async (format: string) =>
      (await day.ada.fetch('GET', `/conversations/${id}/export?format=${format}`)).text();
    expect(await file('markdown')).toMatch(
      /## You[\s\S]*What is in the box\?[\s\S]*## Assistant \(large\)[\s\S]*A \*bell\*\./,
    );
    const json = await file('json');
    const work = await day.server.person('ada-at-work');
    const outcomes = [await bring(day.ada, json), await bring(work, json), await bring(work, json)];
    expect(outcomes.map(({ status, imported, skipped }) => [status, imported, skipped])).toEqual([
      ['done', 0, 1],
      ['done', 1, 0],
      ['done', 0, 1],
    ]);
    const { body } = await work.call<{ items: { id: string }[] }>('GET', '/conversations');
    expect(body.items).toHaveLength(1);
    expect(textsOf(await work.messages(must(body.items[0], 'one').id))).toEqual(['A *bell*.', 'What is in the box?']);

    expect(await bring(day.ada, JSON.stringify([chatgptConversation()]))).toMatchObject({ imported: 1, messages: 4 });
    const [tomatoes] = await list({ archived: 'true' }).then((ids) => ids.slice(-1));
    expect((await see(must(tomatoes, 'one'))).conversation.title).toBe('Growing tomatoes');
  });

  it('answers her editor, which speaks as to OpenAI', async () => {
    const made = await day.ada.call<{ key: string }>('POST', '/account/api-keys', { name: 'editor', scope: 'chat' });
    const before = await list();
    const asking = askAsOpenAi(day.server.url, made.body.key, 'home/large', 'Name this variable');
    const call = await day.home.call('Name this variable');
    await call.emit('tea', 'Cup');
    await call.finish();
    expect([await asking, await list()]).toEqual(['teaCup', before]);
  });

  it('goes on with the next model when hers dies, and says who answered', async () => {
    const { home, server, laptop } = day;
    const reading = laptop.read(begin('Are you there?'));
    (await home.call('Are you there?')).die();
    const spare = await server.provider.call('Are you there?');
    await spare.emit('I am, instead.');
    await spare.finish();
    const { text, provider, message } = await reading.ended;
    expect([text, provider]).toEqual(['I am, instead.', 'openai-compatible']);
    expect(message?.provider_meta).toMatchObject({ provider: 'openai-compatible', model: 'scripted' });
  });

  it('is nobody else’s', async () => {
    const ways = await listWays(day.ada, day.laptop.readings);
    const eve = await day.server.person('eve');
    const go = (who: TestPerson, { method, path, body }: Way) => who.fetch(method, path, body);
    const refusals = ways.map(async (way) => [way, /"code":"(\w+)"/.exec(await (await go(eve, way)).text())?.[1]]);
    expect(await Promise.all(refusals)).toEqual(ways.map((way) => [way, 'E1002']));
    const readings = ways.filter(({ method }) => method === 'GET');
    const open = await Promise.all(readings.map(async (way) => [way, (await go(day.ada, way)).status]));
    expect(open).toEqual(readings.map((way) => [way, 200]));
    expect(open.length).toBeGreaterThan(50);
    for (const path of ['/conversations', '/files', '/memories', '/conversations/imports', '/search?q=tea']) {
      expect((await eve.call<{ items: object[] }>('GET', path)).body.items).toEqual([]);
    }
  });
});
