import { readFileSync } from 'node:fs';
import { LLMock } from '@copilotkit/aimock';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { providerLimits } from '../limits.ts';
import type { ChatMessage, ChatRequest } from '../spec.ts';
import { collectAnswer } from '../test/collect-answer.ts';
import { describeProvider } from '../test/describe-provider.ts';
import { type Exchange, type HostileServer, openHostileServer, type Script } from '../test/hostile-server.ts';
import { type OpenAiOptions, OpenAiProvider } from './openai-provider.ts';

const API_KEY = 'sk-canary-4711';
const MODEL = 'gpt-5-mini-2025-08-07';
const FALLBACK = 'gpt-4o';
const { signal } = new AbortController();

function create(baseUrl: string, options: Partial<OpenAiOptions> = {}): OpenAiProvider {
  return new OpenAiProvider({
    id: 'openai',
    name: 'OpenAI',
    baseUrl,
    apiKey: API_KEY,
    remedy: 'Start it.',
    allowance: { loopback: true, private: false },
    model: MODEL,
    fallbackModel: FALLBACK,
    ...options,
  });
}

function ask(text: string, model = MODEL): ChatRequest {
  return { model, messages: [{ role: 'user', content: text }], options: {} };
}

function toEvent(type: string, fields: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}

const toText = (delta: string): string => toEvent('response.output_text.delta', { item_id: 'm', delta });
const END = toEvent('response.completed', {
  response: { status: 'completed', output: [], usage: { input_tokens: 3, output_tokens: 2 } },
});
const FINISH = { type: 'finish', finish_reason: 'stop', usage: { prompt_tokens: 3, completion_tokens: 2 } };

describe('against a server that was not written here', () => {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 4 });
  beforeAll(async () => {
    const reasoning = 'Think of maps.';
    mock.onMessage('capital', { content: 'The capital of France is Paris.', reasoning, webSearches: ['France'] });
    mock.onMessage('weather', { toolCalls: [{ id: 'call_1', name: 'get_weather', arguments: '{"city":"Paris"}' }] });
    await mock.start();
  });
  afterAll(() => mock.stop());

  const question = ask('What is the capital of France?');
  describeProvider('OpenAI', {
    provider: () => create(mock.url),
    request: question,
    expectedText: 'The capital of France is Paris.',
  });

  test('is asked by the Responses API and gives the thinking apart from the text', async () => {
    const answer = await collectAnswer(create(mock.url).chat_stream(question, signal));
    expect(answer).toMatchObject({ reasoning: 'Think of maps.', text: 'The capital of France is Paris.' });
    expect(mock.getLastRequest()?.path).toBe('/v1/responses');
  });

  test('asks for a tool', async () => {
    const answer = await collectAnswer(create(mock.url).chat_stream(ask('What is the weather?'), signal));
    expect(answer.parts).toMatchObject([
      { type: 'tool_call', call: { id: 'call_1', name: 'get_weather', arguments: '{"city":"Paris"}' } },
    ]);
    expect(answer.last).toMatchObject({ finish_reason: 'tool_calls' });
  });
});

const servers: HostileServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Answers each path as its script says, in the order of arrival where there are several; what has no script gets 404. */
async function open(scripts: Record<string, Script | Script[]>, options: Partial<OpenAiOptions> = {}) {
  const left = new Map(Object.entries(scripts).map(([path, script]) => [path, [script].flat()]));
  const server = await openHostileServer((exchange) => {
    const queue = left.get(exchange.request.url ?? '') ?? [];
    const script = queue.length > 1 ? queue.shift() : queue[0];
    return (script ?? refuse(404, { message: `Invalid URL (POST ${exchange.request.url})` }))(exchange);
  });
  servers.push(server);
  const provider = create(server.url, options);
  const asked = () => server.exchanges.map(({ request, body }) => ({ path: request.url, body: parse(body) }));
  return { provider, asked, ask: (request: ChatRequest) => collectAnswer(provider.chat_stream(request, signal)) };
}

const parse = (body: string): Record<string, unknown> => JSON.parse(body);

const say =
  (body: string): Script =>
  ({ response }: Exchange) =>
    void response.writeHead(200, { 'content-type': 'text/event-stream' }).end(body);

const refuse =
  (status: number, error: { message: string; code?: string; param?: string }): Script =>
  ({ response }: Exchange) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));

const makeConversation =
  (id: string): Script =>
  ({ response }: Exchange) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));

/** An event stream with the documented events of the Responses API, field by field. */
const sequence = (name: string): string => readFileSync(new URL(`./test/${name}.sse`, import.meta.url), 'utf8');

const RESPONSES = '/v1/responses';
const CHAT = '/v1/chat/completions';
const CONVERSATIONS = '/v1/conversations';
const chatAnswer = say(
  'data: {"choices":[{"delta":{"content":"from chat"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
);

describe('a sequence of events', () => {
  const play = async (name: string, request: Partial<ChatRequest> = {}) =>
    (await open({ [RESPONSES]: say(sequence(name)) })).ask({ ...ask('hi'), ...request });

  test('with thinking gives its paragraphs apart, then the text and the counts', async () => {
    expect(await play('thinking')).toMatchObject({
      reasoning: '**Recalling geography**\n\nThe user asks for a capital.\n\n**Answering**',
      text: 'The capital of France is Paris.',
      last: { type: 'finish', finish_reason: 'stop', usage: { prompt_tokens: 27, completion_tokens: 41 } },
    });
  });

  test('with a web search cites its sources at their places, counted in UTF-16 units', async () => {
    const { text, parts } = await play('web-search', { web_search: true });
    const citations = parts.flatMap((part) => (part.type === 'citation' ? [part.citation] : []));
    expect(citations.map(({ title, start, end }) => [title, text.slice(start ?? 0, end ?? 0)])).toEqual([
      ['Luck in folklore', '([example.org](https://example.org/luck?utm_source=openai))'],
      ['Garden friends', '([garden.example](https://garden.example/aphids))'],
    ]);
    expect(citations[0]?.url).toBe('https://example.org/luck?utm_source=openai');
  });

  test('with calls gives each whole, with the thinking before it', async () => {
    const { parts, last } = await play('tool-calls');
    const calls = parts.flatMap((part) => (part.type === 'tool_call' ? [part.call] : []));
    expect(calls.map(({ id, arguments: written }) => [id, written])).toEqual([
      ['call_Ur2Dp', '{"city":"Paris"}'],
      ['call_Qn7Le', '{"city":"Rome"}'],
    ]);
    expect(calls.map(({ vendor_state: state }) => JSON.parse(state ?? '').map(({ id }: { id: string }) => id))).toEqual(
      [['rs_03'], ['rs_04']],
    );
    expect(last).toMatchObject({ finish_reason: 'tool_calls' });
  });

  test.each([
    ['too-long', 'Once upon a time', 'length'],
    ['filtered', 'Well,', 'content_filter'],
    ['refusal', "I'm sorry, I can't help with that.", 'stop'],
  ])('%s gives "%s" and ends with %s', async (name, text, reason) => {
    expect(await play(name)).toMatchObject({ text, last: { type: 'finish', finish_reason: reason } });
  });

  test('that fails midway keeps its text and asks nobody else', async () => {
    const { ask: askFor, asked } = await open({ [RESPONSES]: say(sequence('failed-midway')), [CHAT]: chatAnswer });
    const message = 'OpenAI could not answer: The model failed to generate a response.';
    expect(await askFor(ask('hi'))).toMatchObject({ text: 'Half an', last: { error: { code: 'E3003', message } } });
    expect(asked()).toHaveLength(1);
  });

  test('is the same wherever the stream is cut, as text of two messages is', async () => {
    const two =
      toText('one') + toEvent('response.content_part.added', { content_index: 0, part: { type: 'output_text' } });
    const body = sequence('web-search').split('event: response.completed')[0] + two + toText('two') + END;
    const whole = await (await open({ [RESPONSES]: say(body) })).ask(ask('hi'));
    expect(whole.text).toMatch(/\.one\n\ntwo$/);
    const inPieces = await (
      await open({
        [RESPONSES]: async ({ response, write }) => {
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          const bytes = Buffer.from(body);
          for (let at = 0; at < bytes.length; at += 7) await write(bytes.subarray(at, at + 7));
          response.end();
        },
      })
    ).ask(ask('hi'));
    expect(inPieces.text).toBe(whole.text);
    expect(inPieces.parts.filter(({ type }) => type === 'citation')).toEqual(
      whole.parts.filter(({ type }) => type === 'citation'),
    );
  });
});

describe('a request', () => {
  const bodyOf = async (request: ChatRequest) => {
    const { ask: askFor, asked } = await open({ [RESPONSES]: say(toText('a') + END) });
    await askFor(request);
    return asked()[0]?.body;
  };
  const said: ChatMessage[] = [
    { role: 'system', content: 'Be brief.' },
    { role: 'system', content: 'The person likes tea.' },
    { role: 'user', content: 'hi' },
  ];

  test('stores nothing at OpenAI, has system turns as instructions, and leaves out what thinking models refuse', async () => {
    const request = { model: MODEL, messages: said, options: { temperature: 0.5, top_p: 0.9, max_tokens: 5 } };
    expect(await bodyOf(request)).toEqual({
      model: MODEL,
      instructions: 'Be brief.\n\nThe person likes tea.',
      input: [{ role: 'user', content: 'hi' }],
      stream: true,
      store: false,
      reasoning: { summary: 'auto' },
      max_output_tokens: 16,
    });
  });

  test('to a model that does not think has its sampling options, images and tools', async () => {
    const images = [{ media_type: 'image/png', bytes: Uint8Array.of(1, 2, 3) }];
    const tools = [{ name: 'now', description: 'The time', parameters: { type: 'object' } }];
    const messages: ChatMessage[] = [{ role: 'user', content: 'What is this?', images }];
    expect(await bodyOf({ model: 'gpt-4o', messages, options: { temperature: 0.5 }, tools, web_search: true })).toEqual(
      {
        model: 'gpt-4o',
        input: [
          {
            role: 'user',
            content: [
              { type: 'input_text', text: 'What is this?' },
              { type: 'input_image', detail: 'auto', image_url: 'data:image/png;base64,AQID' },
            ],
          },
        ],
        stream: true,
        store: false,
        temperature: 0.5,
        tools: [{ type: 'web_search' }, { type: 'function', ...tools[0], strict: false }],
      },
    );
  });

  test('gives calls back with their thinking and their results', async () => {
    const thinking = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAA' };
    const call = {
      id: 'call_1',
      name: 'now',
      arguments: '{}',
      vendor_state: JSON.stringify([thinking, { type: 'x' }]),
    };
    const other = { id: 'call_2', name: 'now', arguments: '{}', vendor_state: 'of another vendor' };
    const messages: ChatMessage[] = [
      ...said,
      { role: 'assistant', content: 'A moment.', tool_calls: [call, other] },
      { role: 'tool', tool_call_id: 'call_1', name: 'now', content: 'noon', is_error: false },
      { role: 'tool', tool_call_id: 'call_2', name: 'now', content: 'no clock', is_error: true },
    ];
    const tools = [{ name: 'now', description: 'The time', parameters: { type: 'object' } }];
    expect(await bodyOf({ model: MODEL, messages, options: {}, tools })).toMatchObject({
      include: ['reasoning.encrypted_content'],
      input: [
        { role: 'user', content: 'hi' },
        thinking,
        { role: 'assistant', content: 'A moment.' },
        { type: 'function_call', call_id: 'call_1', name: 'now', arguments: '{}' },
        { type: 'function_call', call_id: 'call_2', name: 'now', arguments: '{}' },
        { type: 'function_call_output', call_id: 'call_1', output: 'noon' },
        { type: 'function_call_output', call_id: 'call_2', output: 'no clock' },
      ],
    });
  });

  test.each([
    ['reasoning.summary', 'Your organization must be verified to generate reasoning summaries.', 'reasoning', MODEL],
    ['temperature', "Unsupported parameter: 'temperature' is not supported with this model.", 'temperature', 'newer'],
    ['tools', "Hosted tool 'web_search' is not supported with this model.", 'tools', MODEL],
  ])(
    'is made once more without what this model refuses (%s), and from then on',
    async (param, message, field, model) => {
      const { ask: askFor, asked } = await open({
        [RESPONSES]: (exchange) =>
          (field in parse(exchange.body) ? refuse(400, { message, param }) : say(toText('a') + END))(exchange),
      });
      const request = { ...ask('hi', model), options: { temperature: 1 }, web_search: true };
      for (let i = 0; i < 2; i++) expect((await askFor(request)).text).toBe('a');
      expect(asked().map(({ path }) => path)).toEqual([RESPONSES, RESPONSES, RESPONSES]);
    },
  );
});

describe('a conversation kept at OpenAI', () => {
  const turns: ChatMessage[] = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'one' },
    { role: 'assistant', content: 'two' },
    { role: 'user', content: 'three' },
  ];
  const request: ChatRequest = { model: MODEL, messages: turns, options: {} };
  const going = { ...request, vendor_conversation: { id: 'conv_old', held_messages: 2 } };
  const lost = refuse(404, { message: "Conversation with id 'conv_old' not found." });
  const everything = ['one', 'two', 'three'].map((content) => expect.objectContaining({ content }));
  const answer = say(toText('a') + END);

  test('is made, gets every message but the system turns, and is told before the end', async () => {
    const { ask: askFor, asked } = await open({ [CONVERSATIONS]: makeConversation('conv_new'), [RESPONSES]: answer });
    const { parts, last } = await askFor({ ...request, vendor_conversation: { id: null, held_messages: 0 } });
    expect(parts).toEqual([
      { type: 'text', text: 'a' },
      { type: 'vendor_conversation', id: 'conv_new' },
    ]);
    expect(last).toEqual(FINISH);
    expect(asked()[1]?.body).toMatchObject({
      instructions: 'Be brief.',
      conversation: { id: 'conv_new' },
      input: everything,
    });
    expect(asked()[1]?.body).not.toHaveProperty('store');
  });

  test('gets only what it does not hold', async () => {
    const { ask: askFor, asked } = await open({ [RESPONSES]: answer });
    expect((await askFor(going)).parts.at(-1)).toEqual({ type: 'vendor_conversation', id: 'conv_old' });
    expect(asked()).toEqual([
      {
        path: RESPONSES,
        body: expect.objectContaining({
          conversation: { id: 'conv_old' },
          input: [{ role: 'user', content: 'three' }],
        }),
      },
    ]);
  });

  test.each([
    ['is lost', lost],
    ['is busy with an answer that was stopped', refuse(400, { message: 'Busy.', code: 'conversation_locked' })],
    ['has outgrown the model', refuse(400, { message: 'Too long.', code: 'context_length_exceeded' })],
    ['outgrows it in the stream', say(toEvent('error', { code: 'context_length_exceeded', message: 'Too long.' }))],
    ['waits for a tool', refuse(400, { message: 'No tool output found for function call call_1.' })],
  ])('that %s is made anew with everything, once', async (_what, script) => {
    const { ask: askFor, asked } = await open({
      [CONVERSATIONS]: makeConversation('conv_new'),
      [RESPONSES]: [script, answer],
    });
    const { text, parts } = await askFor(going);
    expect(text).toBe('a');
    expect(parts.at(-1)).toEqual({ type: 'vendor_conversation', id: 'conv_new' });
    expect(asked().map(({ path }) => path)).toEqual([RESPONSES, CONVERSATIONS, RESPONSES]);
    expect(asked()[2]?.body).toMatchObject({ conversation: { id: 'conv_new' }, input: everything });
  });

  test('is given up where the new one is lost too', async () => {
    const { ask: askFor, asked } = await open(
      { [CONVERSATIONS]: makeConversation('conv_new'), [RESPONSES]: lost },
      { fallbackModel: null },
    );
    expect((await askFor(going)).last).toMatchObject({ type: 'error', error: { code: 'E3003' } });
    expect(asked()).toHaveLength(3);
  });

  test('that holds all there is to send is left for a new one, since something was taken back', async () => {
    const { ask: askFor, asked } = await open({ [CONVERSATIONS]: makeConversation('conv_new'), [RESPONSES]: answer });
    await askFor({ ...going, vendor_conversation: { id: 'conv_old', held_messages: 3 } });
    expect(asked()[1]?.body).toMatchObject({ conversation: { id: 'conv_new' }, input: everything });
  });

  test('is not needed for an answer: where none can be made, nothing is kept', async () => {
    const { ask: askFor, asked } = await open({
      [CONVERSATIONS]: refuse(500, { message: 'Oops.' }),
      [RESPONSES]: answer,
    });
    const { parts } = await askFor({ ...request, vendor_conversation: { id: null, held_messages: 0 } });
    expect(parts).toEqual([{ type: 'text', text: 'a' }]);
    expect(asked()[1]?.body).toMatchObject({ store: false, input: everything });
  });

  test('ends with the request that is aborted while it is made', async () => {
    const abort = new AbortController();
    const { provider, asked } = await open({ [CONVERSATIONS]: () => abort.abort() });
    const wish = { ...request, vendor_conversation: { id: null, held_messages: 0 } };
    expect(await collectAnswer(provider.chat_stream(wish, abort.signal))).toMatchObject({ parts: [], last: undefined });
    expect(asked()).toHaveLength(1);
  });
});

describe('the fallback to Chat Completions', () => {
  const answeredBy = { type: 'answered_by', provider: 'openai', model: FALLBACK };
  const unsupported = { message: 'Unsupported.', code: 'unsupported_parameter', param: 'stream' };

  test.each<[string, Script]>([
    ['a missing interface', refuse(404, { message: 'Not Found' })],
    ['an unknown model', refuse(404, { message: 'The model does not exist', code: 'model_not_found' })],
    ['a model of others', refuse(403, { message: 'No access to the model', code: 'model_not_found' })],
    ['an unknown field', refuse(400, unsupported)],
    ['500', refuse(500, { message: 'Oops.' })],
    ['429', refuse(429, { message: 'Slow down.' })],
    ['an error before the first part', say(sequence('error-at-once'))],
    ['a broken connection', ({ socket }) => void socket.destroy()],
    ['an empty answer', say('')],
    ['a web page', ({ response }) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')],
  ])('answers after %s, and says who it is', async (_what, script) => {
    const { ask: askFor, asked } = await open({ [RESPONSES]: script, [CHAT]: chatAnswer });
    const { parts, last } = await askFor({ ...ask('hi'), options: { temperature: 0.5, max_tokens: 9 } });
    expect(parts).toEqual([answeredBy, { type: 'text', text: 'from chat' }]);
    expect(last?.type).toBe('finish');
    expect(asked().at(-1)).toMatchObject({
      path: CHAT,
      body: { model: FALLBACK, temperature: 0.5, max_completion_tokens: 9 },
    });
  });

  test('answers after silence', async () => {
    const limits = { ...providerLimits, firstTokenMs: 1_000 };
    const { ask: askFor } = await open({ [RESPONSES]: () => undefined, [CHAT]: chatAnswer }, { limits });
    expect((await askFor(ask('hi'))).parts[0]).toEqual(answeredBy);
  });

  test.each<[string, Script]>([
    ['a wrong key', refuse(401, { message: 'Incorrect API key' })],
    ['what is wrong with the question', refuse(400, { message: 'Bad image.', code: 'invalid_image' })],
    ['a question that is too long', refuse(400, { message: 'Too long.', code: 'context_length_exceeded' })],
    ['a prompt that is refused', say(toEvent('error', { code: 'invalid_prompt', message: 'No.' }))],
  ])('is of no use after %s', async (_what, script) => {
    const { ask: askFor, asked } = await open({ [RESPONSES]: script, [CHAT]: chatAnswer });
    expect(await askFor(ask('hi'))).toMatchObject({ parts: [], last: { error: { code: 'E3003' } } });
    expect(asked()).toHaveLength(1);
  });

  test('that fails too leaves the first failure as the answer', async () => {
    const { ask: askFor } = await open({
      [RESPONSES]: refuse(429, { message: 'Slow down.' }),
      [CHAT]: refuse(404, { message: 'No such model' }),
    });
    expect(await askFor(ask('hi'))).toMatchObject({ parts: [], last: { error: { code: 'E3004' } } });
  });

  test('never takes the place of an answer that has begun, be it with thinking', async () => {
    const thought = toEvent('response.reasoning_summary_text.delta', { delta: 'hm' });
    const { ask: askFor, asked } = await open({ [RESPONSES]: say(thought), [CHAT]: chatAnswer });
    expect(await askFor(ask('hi'))).toMatchObject({ reasoning: 'hm', last: { error: { code: 'E3005' } } });
    expect(asked()).toHaveLength(1);
  });

  test('does not replace a model that a person has chosen', async () => {
    const { ask: askFor, asked } = await open({ [RESPONSES]: refuse(500, { message: 'Oops.' }), [CHAT]: chatAnswer });
    expect((await askFor(ask('hi', 'o3'))).last).toMatchObject({ type: 'error' });
    expect(asked()).toHaveLength(1);
  });

  test('asks a chosen model itself where the address has no Responses API', async () => {
    const { ask: askFor, asked } = await open({ [CHAT]: chatAnswer });
    const { parts } = await askFor({ ...ask('hi', 'o3'), options: { temperature: 0.5 } });
    expect(parts).toEqual([{ type: 'text', text: 'from chat' }]);
    expect(asked().at(-1)?.body).toMatchObject({ model: 'o3' });
    expect(asked().at(-1)?.body).not.toHaveProperty('temperature');
  });
});

test('the model list begins with the configured pair and says what OpenAI’s list does not', async () => {
  const ids = ['whisper-1', FALLBACK, 'o3-mini', MODEL, 'mystery'];
  const { provider } = await open({
    '/v1/models': ({ response }) => void response.end(JSON.stringify({ data: ids.map((id) => ({ id })) })),
  });
  expect(await provider.list_models(signal)).toEqual([
    { id: MODEL, name: MODEL, context_length: 272_000, takes_images: true, takes_tools: true },
    { id: FALLBACK, name: FALLBACK, context_length: 128_000, takes_images: true, takes_tools: true },
    { id: 'o3-mini', name: 'o3-mini', context_length: 200_000, takes_images: false, takes_tools: true },
    { id: 'mystery', name: 'mystery', context_length: null },
  ]);
});
