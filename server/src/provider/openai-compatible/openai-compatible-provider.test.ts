import { LLMock } from '@copilotkit/aimock';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AddressAllowance } from '../http/is-allowed-address.ts';
import { providerLimits } from '../limits.ts';
import type { ChatMessage, ChatRequest } from '../spec.ts';
import { collectAnswer } from '../test/collect-answer.ts';
import { describeProvider } from '../test/describe-provider.ts';
import { type HostileServer, openHostileServer, type Script } from '../test/hostile-server.ts';
import { type OpenAiCompatibleOptions, OpenAiCompatibleProvider } from './openai-compatible-provider.ts';

const API_KEY = 'sk-canary-4711';
const LOCAL: AddressAllowance = { loopback: true, private: false };
const request: ChatRequest = { model: 'm', messages: [{ role: 'user', content: 'hi' }], options: {} };
const { signal } = new AbortController();

function create(baseUrl: string, options: Partial<OpenAiCompatibleOptions> = {}): OpenAiCompatibleProvider {
  return new OpenAiCompatibleProvider({
    id: 'test',
    name: 'Test server',
    baseUrl,
    apiKey: API_KEY,
    remedy: 'Start it.',
    allowance: LOCAL,
    ...options,
  });
}

function toEvent(delta: object, finishReason: string | null = null): string {
  const choices = [{ index: 0, delta, finish_reason: finishReason }];
  return `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices })}\n\n`;
}

const DONE = 'data: [DONE]\n\n';
const USAGE = 'data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2}}\n\n';

describe('against a server that was not written here', () => {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 4 });
  beforeAll(async () => {
    mock.onMessage('weather', { toolCalls: [{ id: 'call_1', name: 'weather', arguments: '{"city":"Paris"}' }] });
    mock.onMessage('capital', { content: 'The capital of France is Paris.', reasoning: 'Think of maps.' });
    await mock.start();
  });
  afterAll(() => mock.stop());

  const question: ChatRequest = { ...request, messages: [{ role: 'user', content: 'What is the capital of France?' }] };
  describeProvider('OpenAI-compatible', {
    provider: () => create(mock.url),
    request: question,
    expectedText: 'The capital of France is Paris.',
  });

  test('asks for a tool', async () => {
    const messages: ChatMessage[] = [{ role: 'user', content: 'What is the weather?' }];
    const { parts, last } = await collectAnswer(create(mock.url).chat_stream({ ...request, messages }, signal));
    const call = { id: 'call_1', name: 'weather', arguments: '{"city":"Paris"}' };
    expect(parts).toEqual([{ type: 'tool_call', call }]);
    expect(last).toMatchObject({ finish_reason: 'tool_calls' });
  });

  test('gives reasoning apart from the text', async () => {
    expect((await collectAnswer(create(mock.url).chat_stream(question, signal))).reasoning).toBe('Think of maps.');
  });
});

describe('a Chat Completions stream', () => {
  const servers: HostileServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  async function open(script: Script): Promise<HostileServer> {
    const server = await openHostileServer(script);
    servers.push(server);
    return server;
  }
  async function askFor(body: string) {
    const server = await open(({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(body);
    });
    return collectAnswer(create(server.url).chat_stream(request, signal));
  }

  const finish = { type: 'finish', finish_reason: 'stop', usage: { prompt_tokens: 3, completion_tokens: 2 } };
  const events = toEvent({ role: 'assistant', content: '' }) + toEvent({ content: 'a' }) + toEvent({ content: 'b' });
  const whole = events + toEvent({}, 'stop') + USAGE + DONE;

  test.each([
    ['LF', whole],
    ['CRLF', whole.replaceAll('\n', '\r\n')],
    ['CR', whole.replaceAll('\n', '\r')],
    ['a BOM', `\ufeff${whole}`],
    ['comments', `: hello\n\n${whole.replaceAll('data:', ': x\ndata:')}`],
    ['no space after the colon', whole.replaceAll('data: ', 'data:')],
    ['data over several lines', whole.replaceAll('"choices":', '\ndata: "choices":\ndata: ')],
    ['[DONE] twice', whole + DONE],
    ['no [DONE]', whole.replace(DONE, '')],
    ['no blank line at the end', whole.trimEnd()],
    ['no blank line after the counts', whole.replace(DONE, '').trimEnd()],
    ['white space in the JSON', whole.replaceAll('":', '" : ')],
    [
      'counts in the last chunk',
      whole
        .replace(USAGE, '')
        .replace(
          '"finish_reason":"stop"}]',
          '"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2}',
        ),
    ],
  ])('is understood with %s', async (_what, body) => {
    expect(await askFor(body)).toMatchObject({ text: 'ab', last: finish });
  });

  test('is whole with [DONE] and no finish reason, and without counts', async () => {
    const none = { prompt_tokens: null, completion_tokens: null };
    expect(await askFor(events + DONE)).toMatchObject({ text: 'ab', last: { ...finish, usage: none } });
  });

  test.each([
    ['length', 'length'],
    ['content_filter', 'content_filter'],
    ['tool_calls', 'stop'], // with no calls
    ['eos', 'stop'],
  ])('that ends with %s finishes as %s', async (reason, expected) => {
    expect((await askFor(events + toEvent({}, reason) + DONE)).last).toMatchObject({ finish_reason: expected });
  });

  test('gives reasoning under either name, and a refusal as text', async () => {
    const body =
      toEvent({ reasoning_content: 'x' }) +
      toEvent({ reasoning: 'y' }) +
      toEvent({ refusal: 'no' }) +
      toEvent({}, 'stop');
    expect(await askFor(body)).toMatchObject({ reasoning: 'xy', text: 'no' });
  });

  test('with an error in mid-answer ends with E3003 and keeps the text', async () => {
    const answer = await askFor(`${events}event: error\ndata: {"error":{"message":"out of memory ${API_KEY}"}}\n\n`);
    expect(answer).toMatchObject({
      text: 'ab',
      last: { error: { code: 'E3003', message: 'Test server could not answer: out of memory [key]' } },
    });
  });

  test.each(['stays open', 'breaks'])('that said why it ended is whole even if the connection %s', async (then) => {
    const server = await open(async (exchange) => {
      exchange.response.writeHead(200, { 'content-type': 'text/event-stream' });
      await exchange.write(events + toEvent({}, 'stop') + USAGE);
      if (then === 'breaks') setImmediate(() => exchange.socket.resetAndDestroy());
    });
    const provider = create(server.url, { limits: { ...providerLimits, afterFinishMs: 100 } });
    expect(await collectAnswer(provider.chat_stream(request, signal))).toMatchObject({
      text: 'ab',
      last: finish,
    });
  });

  test('is asked for as documented', async () => {
    const server = await open(({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(whole);
    });
    const options = { temperature: 0.5, top_p: 0.9, max_tokens: 7 };
    await collectAnswer(create(`${server.url}/v1/`).chat_stream({ ...request, options }, signal));
    const openai = create(server.url, { maxTokensField: 'max_completion_tokens' });
    await collectAnswer(openai.chat_stream({ ...request, options: { max_tokens: 7 } }, signal));
    const [first, second] = server.exchanges;
    expect(first?.request.url).toBe('/v1/chat/completions');
    expect(first?.request.headers.authorization).toBe(`Bearer ${API_KEY}`);
    const common = { model: 'm', messages: request.messages, stream: true, stream_options: { include_usage: true } };
    expect(JSON.parse(first?.body ?? '')).toEqual({ ...common, ...options });
    expect(JSON.parse(second?.body ?? '')).toEqual({ ...common, max_completion_tokens: 7 });
  });

  test('is asked for with images, tools, calls and their results', async () => {
    const server = await open(({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(whole);
    });
    const tool = { name: 'now', description: 'The time', parameters: { type: 'object' } };
    const images = [{ media_type: 'image/png', bytes: Uint8Array.of(1, 2, 3) }];
    const messages: ChatMessage[] = [
      { role: 'user', content: 'What is this?', images },
      { role: 'assistant', content: '', tool_calls: [{ id: 'call_1', name: 'now', arguments: '{}' }] },
      { role: 'tool', tool_call_id: 'call_1', name: 'now', content: 'noon', is_error: false },
    ];
    await collectAnswer(create(server.url).chat_stream({ model: 'm', messages, options: {}, tools: [tool] }, signal));
    expect(JSON.parse(server.exchanges[0]?.body ?? '')).toMatchObject({
      tools: [{ type: 'function', function: tool }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AQID' } },
          ],
        },
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'now', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: 'call_1', content: 'noon' },
      ],
    });
  });

  test('is asked for without counts where the server refuses that wish, and from then on', async () => {
    const server = await open(({ body, response }) => {
      if (body.includes('stream_options')) response.writeHead(400).end('{"error":"unknown field stream_options"}');
      else response.writeHead(200, { 'content-type': 'text/event-stream' }).end(whole);
    });
    const provider = create(server.url);
    for (let i = 0; i < 2; i++) expect((await collectAnswer(provider.chat_stream(request, signal))).text).toBe('ab');
    expect(server.exchanges.length).toBe(3);
  });

  test('is asked for at most twice', async () => {
    const server = await open(({ response }) => void response.writeHead(400).end('{"error":"stream_options is bad"}'));
    expect((await collectAnswer(create(server.url).chat_stream(request, signal))).last).toMatchObject({
      error: { code: 'E3003' },
    });
    expect(server.exchanges.length).toBe(2);
  });

  test('has no more than one reader waiting on one socket: parallel answers do not mix', async () => {
    const server = await open(async ({ body, response, write }) => {
      const said = JSON.parse(body).messages[0].content;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (let i = 0; i < 200; i++) await write(toEvent({ content: `${said}.${i} ` }));
      response.end(toEvent({}, 'stop') + DONE);
    });
    const provider = create(server.url);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        collectAnswer(provider.chat_stream({ ...request, messages: [{ role: 'user', content: `q${n}` }] }, signal)),
      ),
    );
    answers.forEach(({ text }, n) => {
      expect(text).toBe(Array.from({ length: 200 }, (_, i) => `q${n}.${i} `).join(''));
    });
  });
});

describe('the model list', () => {
  async function listFrom(paths: Record<string, unknown>, options: Partial<OpenAiCompatibleOptions> = {}) {
    const server = await openHostileServer(({ request: { url }, response }) => {
      const found = paths[url ?? ''];
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(found ?? {}));
    });
    try {
      return await create(`${server.url}/v1`, options).list_models(signal);
    } finally {
      await server.close();
    }
  }

  test('has the context length under each vendor’s name, and no models that cannot chat', async () => {
    const data = [
      { id: 'text-embedding-nomic' },
      { id: 'vllm', max_model_len: 8192 },
      { id: 'openrouter', context_length: 131072 },
      { id: 'groq', context_window: 32768 },
      { id: 'llama.cpp', meta: { n_ctx: 4096, n_ctx_train: 131072 } },
      { id: 'openai', context_length: 'many' },
      { id: 'whisper-1' },
    ];
    const models = await listFrom({ '/v1/models': { data } });
    expect(models.map(({ id, context_length }) => [id, context_length])).toEqual([
      ['vllm', 8192],
      ['openrouter', 131072],
      ['groq', 32768],
      ['llama.cpp', 4096],
      ['openai', null],
    ]);
  });

  test('says what OpenRouter says of images and tools, and nothing of what nobody says', async () => {
    const data = [
      { id: 'sees', architecture: { input_modalities: ['text', 'image'] }, supported_parameters: ['tools'] },
      { id: 'reads', architecture: { input_modalities: ['text'] }, supported_parameters: [] },
      { id: 'unknown', architecture: 7 },
    ];
    expect(await listFrom({ '/v1/models': { data } })).toEqual([
      { id: 'sees', name: 'sees', context_length: null, takes_images: true, takes_tools: true },
      { id: 'reads', name: 'reads', context_length: null, takes_images: false, takes_tools: false },
      { id: 'unknown', name: 'unknown', context_length: null },
    ]);
  });

  test('of LM Studio has loaded models first, with the loaded context length', async () => {
    const data = [
      { id: 'cold', type: 'llm', state: 'not-loaded', max_context_length: 131072, capabilities: ['tool_use'] },
      { id: 'nomic', type: 'embeddings', state: 'loaded', max_context_length: 2048 },
      { id: 'warm', type: 'vlm', state: 'loaded', max_context_length: 131072, loaded_context_length: 8192 },
    ];
    const models = await listFrom(
      { '/api/v0/models': { data }, '/v1/models': { data: [] } },
      { hasLmStudioList: true },
    );
    expect(models).toEqual([
      { id: 'warm', name: 'warm', context_length: 8192, takes_images: true },
      { id: 'cold', name: 'cold', context_length: null, takes_images: false, takes_tools: true },
    ]);
  });

  test('of an LM Studio without its own list is the common one', async () => {
    const models = await listFrom({ '/v1/models': { data: [{ id: 'old' }] } }, { hasLmStudioList: true });
    expect(models.map(({ id }) => id)).toEqual(['old']);
  });

  test('begins with the preferred models', async () => {
    const data = ['a', 'fallback', 'b', 'best'].map((id) => ({ id }));
    const models = await listFrom({ '/v1/models': { data } }, { preferredModels: ['best', 'fallback'] });
    expect(models.map(({ id }) => id)).toEqual(['best', 'fallback', 'a', 'b']);
  });
});
