import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ChatMessage, ChatRequest, ToolCall } from '../spec.ts';
import { collectAnswer } from '../test/collect-answer.ts';
import { describeProvider } from '../test/describe-provider.ts';
import { type HostileServer, openHostileServer, type Script } from '../test/hostile-server.ts';
import { AnthropicProvider } from './anthropic-provider.ts';

const API_KEY = 'sk-ant-canary';
const request: ChatRequest = { model: 'claude-sonnet-4-6', messages: [{ role: 'user', content: 'hi' }], options: {} };
const weather = { name: 'weather', description: 'Tells.', parameters: { type: 'object', properties: {} } };
const { signal } = new AbortController();

function create(baseUrl: string): AnthropicProvider {
  const allowance = { loopback: true, private: false };
  return new AnthropicProvider({
    id: 'a',
    name: 'Anthropic',
    baseUrl,
    apiKey: API_KEY,
    remedy: 'Start it.',
    allowance,
  });
}

const readFixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixture', `${name}.sse`), 'utf8');
const toEvent = (event: object) => `data: ${JSON.stringify(event)}\n\n`;
const toText = (text: string) =>
  toEvent({ type: 'content_block_start', content_block: { type: 'text', text: '' } }) +
  toEvent({ type: 'content_block_delta', delta: { type: 'text_delta', text } }) +
  toEvent({ type: 'content_block_stop' });
const toEnd = (stop_reason: string) =>
  toEvent({ type: 'message_delta', delta: { stop_reason } }) + toEvent({ type: 'message_stop' });

const servers: HostileServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
async function open(script: Script) {
  const server = await openHostileServer(script);
  servers.push(server);
  return server;
}

/** What the adapter makes of this stream, and what it had asked for it. */
async function ask(stream: string, changes: Partial<ChatRequest> = {}) {
  const server = await open(({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' }).end(stream);
  });
  const answer = await collectAnswer(create(server.url).chat_stream({ ...request, ...changes }, signal));
  const { request: asked, body } = await server.nextExchange();
  return { answer, asked, body: JSON.parse(body) };
}

describe('against a server that was not written here', () => {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 4 });
  beforeAll(async () => {
    mock.onMessage('capital', { content: 'The capital of France is Paris.', reasoning: 'Think of maps.' });
    mock.onMessage('weather', { toolCalls: [{ name: 'weather', arguments: '{"city":"Bern"}' }] });
    mock.onToolResult('sunny', { content: 'It is sunny.' });
    await mock.start();
  });
  afterAll(() => mock.stop());

  const question: ChatRequest = { ...request, messages: [{ role: 'user', content: 'What is the capital of France?' }] };
  describeProvider('Anthropic', {
    provider: () => create(mock.url),
    request: question,
    expectedText: 'The capital of France is Paris.',
  });

  test('gives reasoning apart from the text, and whole calls', async () => {
    expect((await collectAnswer(create(mock.url).chat_stream(question, signal))).reasoning).toBe('Think of maps.');
    const messages = [{ role: 'user', content: 'How is the weather?' } as const];
    const answer = await collectAnswer(
      create(mock.url).chat_stream({ ...request, messages, tools: [weather] }, signal),
    );
    expect(answer.parts).toMatchObject([{ call: { name: 'weather', arguments: '{"city":"Bern"}' } }]);
    expect(answer.last).toMatchObject({ finish_reason: 'tool_calls' });
  });
});

describe('a stream of Anthropic', () => {
  test('with a web search gives its text in paragraphs, its sources behind their part of it, and all counts', async () => {
    const { answer, body, asked } = await ask(readFixture('web-search'), { web_search: true });
    expect(answer.text).toBe("I'll look for the 🌦 weather.\n\nIn Bern it is sunny, 21 °C.");
    const citations = answer.parts.flatMap((part) => (part.type === 'citation' ? [part.citation] : []));
    expect(citations).toEqual([{ url: 'https://weather.example/bern', title: 'Bern: weather', start: 39, end: 57 }]);
    expect(answer.text.slice(39, 57)).toBe('it is sunny, 21 °C');
    expect(answer.last).toEqual({
      type: 'finish',
      finish_reason: 'stop',
      usage: { prompt_tokens: 10_782, completion_tokens: 510 },
    });
    expect(body.tools).toEqual([{ type: 'web_search_20250305', name: 'web_search', max_uses: 5 }]);
    expect(asked.url).toBe('/v1/messages');
    expect(asked.headers).toMatchObject({ 'x-api-key': API_KEY, 'anthropic-version': '2023-06-01' });
    expect(asked.headers.authorization).toBeUndefined();
  });

  test('that asks for tools takes back what it thought before, as it was', async () => {
    const { answer } = await ask(readFixture('thinking-and-tools'), { tools: [weather] });
    expect(answer).toMatchObject({ reasoning: 'Two cities, so two calls.', text: 'I ask for both.' });
    expect(answer.last).toMatchObject({ finish_reason: 'tool_calls' });
    const calls = answer.parts.flatMap((part): ToolCall[] => (part.type === 'tool_call' ? [part.call] : []));
    expect(calls).toMatchObject([
      { id: 'toolu_01A', name: 'weather', arguments: '{"city": "Bern"}' },
      { id: 'toolu_01B', name: 'now', arguments: '{}' },
    ]);
    const result = { role: 'tool', name: 'x', is_error: false } as const;
    const messages: ChatMessage[] = [
      { role: 'user', content: 'Well?' },
      { role: 'assistant', content: answer.text, tool_calls: calls },
      { ...result, tool_call_id: 'toolu_01A', content: 'sunny' },
      { ...result, tool_call_id: 'toolu_01B', content: 'broken', is_error: true },
      { role: 'user', content: 'And now?' },
    ];
    expect((await ask(toEnd('end_turn'), { messages })).body.messages.slice(1)).toEqual([
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'Two cities, so two calls.', signature: 'EqQBCgIYAhIM1gbcDa9G' },
          { type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3p' },
          { type: 'text', text: 'I ask for both.' },
          { type: 'tool_use', id: 'toolu_01A', name: 'weather', input: { city: 'Bern' } },
          { type: 'tool_use', id: 'toolu_01B', name: 'now', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'toolu_01A', content: 'sunny', is_error: false },
          { type: 'tool_result', tool_use_id: 'toolu_01B', content: 'broken', is_error: true },
          { type: 'text', text: 'And now?' },
        ],
      },
    ]);
  });

  test.each([
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['a_new_reason', 'stop'],
    ['tool_use', 'stop'], // without a call
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['pause_turn', 'length'],
    ['refusal', 'content_filter'],
  ])('that ends with %s finishes as %s', async (reason, expected) => {
    const { answer } = await ask(toText('a') + toEnd(reason));
    expect(answer).toMatchObject({ text: 'a', last: { finish_reason: expected } });
  });

  test.each([
    ['overloaded_error', 'E3003', 'Anthropic could not answer: Overloaded'],
    ['rate_limit_error', 'E3004', 'Anthropic is limiting our rate: Overloaded'],
  ])('with %s in mid-answer ends with %s and keeps the text', async (type, code, message) => {
    const { answer } = await ask(toText('a') + toEvent({ type: 'error', error: { type, message: 'Overloaded' } }));
    expect(answer).toMatchObject({ text: 'a', last: { error: { code, message } } });
  });
});

describe('a request to Anthropic', () => {
  const askFor = async (changes: Partial<ChatRequest>) => (await ask(toEnd('end_turn'), changes)).body;

  test('has its system prompt apart, alternating turns that begin with a user’s, and no empty text', async () => {
    const messages: ChatMessage[] = [
      { role: 'system', content: 'Be brief.' },
      { role: 'assistant', content: 'Hello.' },
      { role: 'user', content: 'one' },
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: '' },
      { role: 'user', content: 'two', images: [{ media_type: 'image/png', bytes: Buffer.from('PNG') }] },
      { role: 'assistant', content: 'I begin ' },
    ];
    const body = await askFor({ messages });
    expect(body.system).toBe('Be brief.\n\nBe kind.');
    expect(body.messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: '…' }] },
      { role: 'assistant', content: [{ type: 'text', text: 'Hello.' }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'one' },
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'UE5H' } },
          { type: 'text', text: 'two' },
        ],
      },
      { role: 'assistant', content: [{ type: 'text', text: 'I begin' }] },
    ]);
  });

  test('gives calls of another vendor in a form that this one takes', async () => {
    const call = { id: 'a:b/1', name: 'x', arguments: '[broken', vendor_state: '{"google":{}}' };
    const messages: ChatMessage[] = [
      ...request.messages,
      { role: 'assistant', content: 'Wait.', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'a:b/1', name: 'x', content: 'no', is_error: true },
    ];
    expect((await askFor({ messages })).messages.slice(1)).toMatchObject([
      { content: [{ text: 'Wait.' }, { type: 'tool_use', id: 'a_b_1', input: {} }] },
      { content: [{ type: 'tool_result', tool_use_id: 'a_b_1' }] },
    ]);
  });

  test.each([
    ['claude-3-haiku-20240307', {}, 4_096],
    ['claude-3-5-haiku-latest', {}, 8_192],
    ['claude-opus-4-1', {}, 32_000],
    ['claude-opus-4-1', { max_tokens: 9 }, 9],
  ])('to %s with %o states its most tokens: %i', async (model, options, expected) => {
    expect(await askFor({ model, options })).toMatchObject({ model, stream: true, max_tokens: expected });
  });

  test('names the tools that earlier turns used, and lets none be used, once none are offered', async () => {
    const call = { id: 'toolu_01', name: 'weather', arguments: '{}' };
    const messages: ChatRequest['messages'] = [
      { role: 'user', content: 'Weather?' },
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'toolu_01', name: 'weather', content: 'sunny', is_error: false },
    ];
    expect(await askFor({ messages })).toMatchObject({ tools: [{ name: 'weather' }], tool_choice: { type: 'none' } });
    expect(await askFor({})).not.toHaveProperty('tool_choice');
  });

  test('does not say temperature and top-p both', async () => {
    const body = await askFor({ options: { temperature: 0.5, top_p: 0.9 } });
    expect(body).toMatchObject({ temperature: 0.5 });
    expect(body.top_p).toBeUndefined();
    expect(await askFor({ options: { top_p: 0.9 } })).toMatchObject({ top_p: 0.9 });
  });
});

describe('the model list of Anthropic', () => {
  test('tells what models take, and what requests to them may hold', async () => {
    const adaptive = { supported: true };
    const data = [
      {
        type: 'model',
        id: 'claude-opus-4-7',
        display_name: 'Claude Opus 4.7',
        max_input_tokens: 1_000_000,
        max_tokens: 16_000,
        capabilities: { image_input: { supported: true }, thinking: { supported: true, types: { adaptive } } },
      },
      { type: 'model', id: 'claude-2.1' },
      { type: 'model', id: 'other', max_input_tokens: 'many', capabilities: 7 },
    ];
    const server = await open(({ request: { method }, response }) => {
      if (method === 'GET') response.end(JSON.stringify({ data, has_more: false }));
      else response.writeHead(200, { 'content-type': 'text/event-stream' }).end(toEnd('end_turn'));
    });
    const provider = create(`${server.url}/v1/`);
    const take = { takes_images: true, takes_tools: true };
    expect(await provider.list_models(signal)).toEqual([
      { id: 'claude-opus-4-7', name: 'Claude Opus 4.7', context_length: 1_000_000, ...take },
      { id: 'claude-2.1', name: 'claude-2.1', context_length: 200_000, ...take, takes_images: false },
      { id: 'other', name: 'other', context_length: null, ...take },
    ]);
    for (const options of [{}, { temperature: 1 }]) {
      await collectAnswer(provider.chat_stream({ ...request, model: 'claude-opus-4-7', options }, signal));
    }
    const [list, first, second] = server.exchanges;
    expect(list?.request.url).toBe('/v1/models?limit=1000');
    const thinking = { type: 'adaptive', display: 'summarized' };
    expect(JSON.parse(first?.body ?? '')).toMatchObject({ max_tokens: 16_000, thinking });
    expect(JSON.parse(second?.body ?? '')).not.toHaveProperty('thinking');
  });
});
