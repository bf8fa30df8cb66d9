import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ChatMessage, ChatRequest, ToolCall } from '../spec.ts';
import { collectAnswer } from '../test/collect-answer.ts';
import { describeProvider } from '../test/describe-provider.ts';
import { type HostileServer, openHostileServer, type Script } from '../test/hostile-server.ts';
import { GoogleProvider } from './google-provider.ts';

const API_KEY = 'AIza-canary';
const request: ChatRequest = { model: 'gemini-2.5-flash', messages: [{ role: 'user', content: 'hi' }], options: {} };
const weather = { name: 'weather', description: 'Tells.', parameters: { type: 'object', properties: {} } };
const { signal } = new AbortController();

function create(baseUrl: string): GoogleProvider {
  const allowance = { loopback: true, private: false };
  return new GoogleProvider({ id: 'g', name: 'Google', baseUrl, apiKey: API_KEY, remedy: 'Start it.', allowance });
}

const readFixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixture', `${name}.sse`), 'utf8');
const toEvent = (event: object) => `data: ${JSON.stringify(event)}\r\n\r\n`;
const toText = (text: string) => toEvent({ candidates: [{ content: { parts: [{ text }], role: 'model' } }] });
const toEnd = (finishReason: string, fields = {}) => toEvent({ candidates: [{ finishReason, ...fields }] });

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
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(stream);
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
    // It has no model list of this form.
    mock.mount('/v1beta/models', {
      handleRequest: (_request, response, path) => {
        const isList = path === '/';
        if (isList) {
          const model = { name: 'models/gemini-2.5-flash', supportedGenerationMethods: ['generateContent'] };
          response.end(JSON.stringify({ models: [model] }));
        }
        return Promise.resolve(isList);
      },
    });
    await mock.start();
  });
  afterAll(() => mock.stop());

  const question: ChatRequest = { ...request, messages: [{ role: 'user', content: 'What is the capital of France?' }] };
  describeProvider('Google', {
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

describe('a stream of Google', () => {
  test('with a search gives its sources behind their part of the text, in UTF-16 units, and all counts', async () => {
    const { answer, body, asked } = await ask(readFixture('google-search'), { web_search: true });
    expect(answer).toMatchObject({
      reasoning: '**Searching**\n',
      text: 'Grüezi 🌦! In Bern it is sunny, 21 °C. Enjoy.',
    });
    const citations = answer.parts.flatMap((part) => (part.type === 'citation' ? [part.citation] : []));
    expect(citations).toEqual([
      { url: 'https://vertexaisearch.example/b', title: 'bern.example', start: 0, end: 10 },
      { url: 'https://vertexaisearch.example/a', title: 'weather.example', start: 11, end: 38 },
      { url: 'https://vertexaisearch.example/b', title: 'bern.example', start: 11, end: 38 },
      { url: 'https://vertexaisearch.example/c', title: 'https://vertexaisearch.example/c', start: null, end: null },
    ]);
    expect(answer.text.slice(11, 38)).toBe('In Bern it is sunny, 21 °C.');
    const usage = { prompt_tokens: 9, completion_tokens: 91 };
    expect(answer.last).toEqual({ type: 'finish', finish_reason: 'stop', usage });
    expect(body.tools).toEqual([{ google_search: {} }]);
    expect(asked.url).toBe('/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse');
    expect(asked.headers['x-goog-api-key']).toBe(API_KEY);
    expect(asked.headers.authorization).toBeUndefined();
  });

  test('whose source stands behind another text than said names it for the whole answer', async () => {
    const groundingChunks = [{ web: { uri: 'https://a.example/', title: 'A' } }, { web: { uri: 'javascript:1' } }];
    const groundingSupports = [{ segment: { endIndex: 2, text: 'not it' }, groundingChunkIndices: [0, 1, 7, 'x'] }];
    const stream = toText('äöü') + toEnd('STOP', { groundingMetadata: { groundingChunks, groundingSupports } });
    const { answer } = await ask(stream, { web_search: true });
    expect(answer.parts.slice(1)).toEqual([
      { type: 'citation', citation: { url: 'https://a.example/', title: 'A', start: null, end: null } },
    ]);
  });

  test('that asks for tools takes back the signature of its thoughts with the call', async () => {
    const { answer } = await ask(readFixture('thinking-and-tools'), { tools: [weather] });
    expect(answer).toMatchObject({ reasoning: 'Two cities, so two calls.', text: '' });
    expect(answer.last).toMatchObject({ finish_reason: 'tool_calls', usage: { completion_tokens: 101 } });
    const calls = answer.parts.flatMap((part): ToolCall[] => (part.type === 'tool_call' ? [part.call] : []));
    expect(calls).toMatchObject([
      { id: 'fc_1', name: 'weather', arguments: '{"city":"Bern"}' },
      { id: expect.stringMatching(/^call_/), name: 'now', arguments: '{}' },
    ]);
    const madeUpId = calls[1]?.id ?? '';
    const messages: ChatMessage[] = [
      { role: 'user', content: 'Well?' },
      { role: 'assistant', content: 'Wait.', tool_calls: calls },
      { role: 'tool', tool_call_id: 'fc_1', name: 'weather', content: 'sunny', is_error: false },
      { role: 'tool', tool_call_id: madeUpId, name: 'now', content: 'broken', is_error: true },
    ];
    const { body } = await ask(toEnd('STOP'), { messages, tools: [weather] });
    expect(body.contents.slice(1)).toEqual([
      {
        role: 'model',
        parts: [
          { text: 'Wait.' },
          { functionCall: { id: 'fc_1', name: 'weather', args: { city: 'Bern' } }, thoughtSignature: 'CpEDAdHtim9sig' },
          { functionCall: { id: madeUpId, name: 'now', args: {} } },
        ],
      },
      {
        role: 'user',
        parts: [
          { functionResponse: { id: 'fc_1', name: 'weather', response: { output: 'sunny' } } },
          { functionResponse: { id: madeUpId, name: 'now', response: { error: 'broken' } } },
        ],
      },
    ]);
  });

  test.each([
    ['STOP', 'stop'],
    ['A_NEW_REASON', 'stop'],
    ['MAX_TOKENS', 'length'],
    ['SAFETY', 'content_filter'],
    ['PROHIBITED_CONTENT', 'content_filter'],
    ['RECITATION', 'content_filter'],
  ])('that ends with %s finishes as %s', async (reason, expected) => {
    expect((await ask(toText('a') + toEnd(reason))).answer).toMatchObject({
      text: 'a',
      last: { finish_reason: expected },
    });
  });

  test('of a question that was blocked finishes as content_filter', async () => {
    const { answer } = await ask(toEvent({ promptFeedback: { blockReason: 'SAFETY' } }));
    expect(answer).toMatchObject({ text: '', last: { finish_reason: 'content_filter' } });
  });

  test('with a call that Google could not read ends with E3003 and keeps the text', async () => {
    const stream = toText('a') + toEnd('MALFORMED_FUNCTION_CALL', { finishMessage: 'Malformed call: x(' });
    const message = 'Google could not answer: Malformed call: x(';
    expect((await ask(stream)).answer).toMatchObject({ text: 'a', last: { error: { code: 'E3003', message } } });
  });

  test.each([
    ['UNAVAILABLE', 'E3003', 'Google could not answer: The model is overloaded.'],
    ['RESOURCE_EXHAUSTED', 'E3004', 'Google is limiting our rate: The model is overloaded.'],
  ])('with %s in mid-answer ends with %s and keeps the text', async (status, code, message) => {
    const error = { code: 503, message: 'The model is overloaded.', status };
    expect((await ask(toText('a') + toEvent({ error }))).answer).toMatchObject({
      text: 'a',
      last: { error: { code, message } },
    });
  });
});

describe('a request to Google', () => {
  test('has its system prompt apart, neighbours of one role merged, and no empty text', async () => {
    const messages: ChatMessage[] = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'one' },
      { role: 'user', content: '' },
      { role: 'user', content: 'two', images: [{ media_type: 'image/png', bytes: Buffer.from('PNG') }] },
      {
        role: 'assistant',
        content: 'three',
        tool_calls: [{ id: 'a', name: 'x', arguments: '[broken', vendor_state: '7' }],
      },
    ];
    const options = { temperature: 0, top_p: 0.9, max_tokens: 9 };
    const { body } = await ask(toEnd('STOP'), { messages, options, tools: [weather], web_search: true });
    expect(body).toEqual({
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [
        {
          role: 'user',
          parts: [{ text: 'one' }, { inlineData: { mimeType: 'image/png', data: 'UE5H' } }, { text: 'two' }],
        },
        { role: 'model', parts: [{ text: 'three' }, { functionCall: { id: 'a', name: 'x', args: {} } }] },
      ],
      tools: [
        {
          functionDeclarations: [
            { name: 'weather', description: 'Tells.', parametersJsonSchema: { type: 'object', properties: {} } },
          ],
        },
      ],
      generationConfig: { temperature: 0, topP: 0.9, maxOutputTokens: 9 },
    });
  });

  test('to a model that takes no system prompt begins the conversation with it, from the first refusal on', async () => {
    const server = await open(({ body, response }) => {
      if (body.includes('systemInstruction')) {
        const message = 'Developer instruction is not enabled for models/gemma-3-27b-it';
        response.writeHead(400).end(JSON.stringify({ error: { code: 400, message, status: 'INVALID_ARGUMENT' } }));
      } else response.writeHead(200, { 'content-type': 'text/event-stream' }).end(toText('a') + toEnd('STOP'));
    });
    const provider = create(server.url);
    const messages: ChatMessage[] = [{ role: 'system', content: 'Be brief.' }, ...request.messages];
    for (let i = 0; i < 2; i++) {
      const answer = await collectAnswer(
        provider.chat_stream({ ...request, model: 'gemma-3-27b-it', messages }, signal),
      );
      expect(answer.text).toBe('a');
    }
    expect(server.exchanges.map(({ body }) => JSON.parse(body).contents)).toEqual([
      [{ role: 'user', parts: [{ text: 'hi' }] }],
      [{ role: 'user', parts: [{ text: 'Be brief.' }, { text: 'hi' }] }],
      [{ role: 'user', parts: [{ text: 'Be brief.' }, { text: 'hi' }] }],
    ]);
  });

  test('cannot leave the path of its model', async () => {
    const { asked } = await ask(toEnd('STOP'), { model: '../../x?key=1#' });
    expect(asked.url).toBe('/v1beta/models/..%2F..%2Fx%3Fkey%3D1%23:streamGenerateContent?alt=sse');
  });
});

describe('the model list of Google', () => {
  test('is of chat models only, and tells what they take and whether they can show their thoughts', async () => {
    const supportedGenerationMethods = ['generateContent', 'countTokens'];
    const models = [
      { name: 'models/gemini-2.5-flash', displayName: 'Gemini 2.5 Flash', inputTokenLimit: 1_048_576, thinking: true },
      { name: 'models/gemma-3-27b-it', inputTokenLimit: 131_072 },
      { name: 'models/gemini-2.5-flash-preview-tts', inputTokenLimit: 8_192 },
      { name: 'models/gemini-embedding-001', supportedGenerationMethods: ['embedContent'] },
    ].map((model) => ({ supportedGenerationMethods, ...model }));
    const server = await open(({ request: { method }, response }) => {
      if (method === 'GET') response.end(JSON.stringify({ models }));
      else response.writeHead(200, { 'content-type': 'text/event-stream' }).end(toEnd('STOP'));
    });
    const provider = create(`${server.url}/gateway/v1beta/`);
    expect(await provider.list_models(signal)).toEqual([
      {
        id: 'gemini-2.5-flash',
        name: 'Gemini 2.5 Flash',
        context_length: 1_048_576,
        takes_images: true,
        takes_tools: true,
      },
      { id: 'gemma-3-27b-it', name: 'gemma-3-27b-it', context_length: 131_072 },
    ]);
    await collectAnswer(provider.chat_stream(request, signal));
    const [list, question] = server.exchanges;
    expect(list?.request.url).toBe('/gateway/v1beta/models?pageSize=1000');
    expect(JSON.parse(question?.body ?? '').generationConfig).toEqual({ thinkingConfig: { includeThoughts: true } });
  });
});
