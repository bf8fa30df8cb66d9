import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { providerLimits } from '../limits.ts';
import type { ChatMessage, ChatRequest } from '../spec.ts';
import { collectAnswer } from '../test/collect-answer.ts';
import { describeProvider } from '../test/describe-provider.ts';
import { openHostileServer, type Script } from '../test/hostile-server.ts';
import { OllamaProvider } from './ollama-provider.ts';

const request: ChatRequest = { model: 'm', messages: [{ role: 'user', content: 'hi' }], options: {} };
const { signal } = new AbortController();

function create(
  baseUrl: string,
  limits = providerLimits,
  allowance = { loopback: true, private: false },
): OllamaProvider {
  return new OllamaProvider({ id: 'ollama', name: 'Ollama', baseUrl, remedy: 'Start it.', allowance, limits });
}

function toLine(fields: object): string {
  return `${JSON.stringify({ model: 'm', created_at: '2026-05-02T10:00:00Z', ...fields })}\n`;
}

const toText = (content: string): string => toLine({ message: { role: 'assistant', content }, done: false });
const END = toLine({
  message: { role: 'assistant', content: '' },
  done: true,
  done_reason: 'stop',
  prompt_eval_count: 3,
  eval_count: 2,
});

describe('against a server that was not written here', () => {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 4 });
  beforeAll(async () => {
    mock.onMessage('weather', { toolCalls: [{ name: 'weather', arguments: '{"city":"Paris"}' }] });
    mock.onMessage('capital', { content: 'The capital of France is Paris.' });
    await mock.start();
  });
  afterAll(() => mock.stop());

  describeProvider('Ollama', {
    provider: () => create(mock.url),
    request: { ...request, messages: [{ role: 'user', content: 'What is the capital of France?' }] },
    expectedText: 'The capital of France is Paris.',
  });

  test('asks for a tool', async () => {
    const messages: ChatMessage[] = [{ role: 'user', content: 'What is the weather?' }];
    const { parts, last } = await collectAnswer(create(mock.url).chat_stream({ ...request, messages }, signal));
    expect(parts).toMatchObject([{ type: 'tool_call', call: { name: 'weather', arguments: '{"city":"Paris"}' } }]);
    expect(last).toMatchObject({ finish_reason: 'tool_calls' });
  });
});

describe('an Ollama stream', () => {
  async function ask(script: Script, wish: Partial<ChatRequest> = { options: { temperature: 0, max_tokens: 9 } }) {
    const server = await openHostileServer(script);
    try {
      const answer = await collectAnswer(create(`${server.url}/api/`).chat_stream({ ...request, ...wish }, signal));
      return { answer, exchange: await server.nextExchange() };
    } finally {
      await server.close();
    }
  }
  const askFor = (body: string, wish?: Partial<ChatRequest>) =>
    ask(({ response }) => void response.writeHead(200, { 'content-type': 'application/x-ndjson' }).end(body), wish);

  test('is asked for as documented, and gives thinking apart, the text and the counts', async () => {
    const { answer, exchange } = await askFor(
      toLine({ message: { thinking: 'hm' } }) + toText('a') + toText('b') + END,
    );
    expect(answer).toMatchObject({ reasoning: 'hm', text: 'ab' });
    expect(answer.last).toEqual({
      type: 'finish',
      finish_reason: 'stop',
      usage: { prompt_tokens: 3, completion_tokens: 2 },
    });
    expect(exchange.request.url).toBe('/api/chat');
    expect(JSON.parse(exchange.body)).toEqual({
      ...request,
      stream: true,
      options: { temperature: 0, num_predict: 9 },
    });
  });

  test.each([
    ['CRLF', (body: string) => body.replaceAll('\n', '\r\n')],
    ['a BOM', (body: string) => `\ufeff${body}`],
    ['no line end at the end', (body: string) => body.trimEnd()],
  ])('is understood with %s', async (_what, change) => {
    expect((await askFor(change(toText('a') + toText('b') + END))).answer).toMatchObject({
      text: 'ab',
      last: { type: 'finish' },
    });
  });

  test('is asked for with images, tools, calls and their results', async () => {
    const tool = { name: 'now', description: 'The time', parameters: { type: 'object' } };
    const calls = ['{"zone":"UTC"}', 'broken', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`];
    const messages: ChatMessage[] = [
      { role: 'user', content: 'What?', images: [{ media_type: 'image/png', bytes: Uint8Array.of(1, 2, 3) }] },
      {
        role: 'assistant',
        content: '',
        tool_calls: calls.map((written, i) => ({ id: `call_${i}`, name: 'now', arguments: written })),
      },
      { role: 'tool', tool_call_id: 'call_0', name: 'now', content: 'noon', is_error: false },
    ];
    const { exchange } = await askFor(toText('a') + END, { messages, tools: [tool] });
    expect(JSON.parse(exchange.body)).toMatchObject({
      tools: [{ type: 'function', function: tool }],
      messages: [
        { role: 'user', content: 'What?', images: ['AQID'] },
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ zone: 'UTC' }, {}, {}].map((written) => ({ function: { name: 'now', arguments: written } })),
        },
        { role: 'tool', content: 'noon', tool_name: 'now', tool_call_id: 'call_0' },
      ],
    });
  });

  test('gives calls with ids of their own where Ollama gives none', async () => {
    const call = (city: string) => ({ function: { name: 'weather', arguments: { city } } });
    const lines = toLine({ message: { content: '', tool_calls: [call('Paris'), { ...call('Rome'), id: 'its own' }] } });
    const { parts, last } = (await askFor(lines + END)).answer;
    expect(parts).toEqual([
      {
        type: 'tool_call',
        call: { id: expect.stringMatching(/^call_.{36}$/), name: 'weather', arguments: '{"city":"Paris"}' },
      },
      { type: 'tool_call', call: { id: 'its own', name: 'weather', arguments: '{"city":"Rome"}' } },
    ]);
    expect(last).toMatchObject({ finish_reason: 'tool_calls' });
  });

  test('that ran out of tokens finishes as length', async () => {
    expect((await askFor(toText('a') + END.replace('"stop"', '"length"'))).answer.last).toMatchObject({
      finish_reason: 'length',
    });
  });

  test('with an error in mid-answer ends with E3003 and keeps the text', async () => {
    const { answer } = await askFor(`${toText('a')}{"error":"model runner has unexpectedly stopped"}\n`);
    const message = 'Ollama could not answer: model runner has unexpectedly stopped';
    expect(answer).toMatchObject({ text: 'a', last: { error: { code: 'E3003', message } } });
  });
});

describe('the model list of Ollama', () => {
  test('leaves out embedding models, has the context length that counts, and asks for details once', async () => {
    const show: Record<string, object> = {
      loaded: { capabilities: ['completion', 'vision'], model_info: { 'llama.context_length': 131072 } },
      tuned: {
        capabilities: ['completion', 'tools'],
        parameters: 'stop "x"\nnum_ctx                        16384',
        model_info: { 'llama.context_length': 131072 },
      },
      plain: {
        capabilities: ['completion'],
        model_info: { 'general.architecture': 'qwen3', 'qwen3.context_length': 40960 },
      },
      small: { model_info: { 'gptneox.context_length': 2048 } },
      embedder: { capabilities: ['embedding'], model_info: { 'bert.context_length': 512 } },
    };
    const tags = [...Object.keys(show), 'unreadable'].map((name) => ({ name, digest: `d-${name}` }));
    const server = await openHostileServer(({ request: { url }, body, response }) => {
      if (url === '/api/tags') response.end(JSON.stringify({ models: tags }));
      else if (url === '/api/ps') response.end(JSON.stringify({ models: [{ name: 'loaded', context_length: 32768 }] }));
      else if (url === '/api/show' && show[JSON.parse(body).model])
        response.end(JSON.stringify(show[JSON.parse(body).model]));
      else response.writeHead(500).end();
    });
    const provider = create(server.url);
    const expected = [
      ['loaded', 32768],
      ['tuned', 16384],
      ['plain', 4096],
      ['small', 2048],
      ['unreadable', null],
    ];
    for (let i = 0; i < 2; i++) {
      const models = await provider.list_models(signal);
      expect(models.map(({ id, context_length }) => [id, context_length])).toEqual(expected);
      expect(models.map(({ takes_images, takes_tools }) => [takes_images, takes_tools])).toEqual([
        [true, false],
        [false, true],
        [false, false],
        [undefined, undefined],
        [undefined, undefined],
      ]);
    }
    const asked = server.exchanges
      .filter(({ request: { url } }) => url === '/api/show')
      .map(({ body }) => JSON.parse(body).model);
    expect(asked.filter((model) => model === 'plain')).toHaveLength(1);
    await server.close();
  });
});
