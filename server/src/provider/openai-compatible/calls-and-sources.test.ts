import { describe, expect, onTestFinished, test } from 'vitest';
import type { ChatRequest } from '../spec.ts';
import { collectAnswer } from '../test/collect-answer.ts';
import { openHostileServer } from '../test/hostile-server.ts';
import { OpenAiCompatibleProvider } from './openai-compatible-provider.ts';

const request: ChatRequest = { model: 'm', messages: [{ role: 'user', content: 'hi' }], options: {} };
const { signal } = new AbortController();
const DONE = 'data: [DONE]\n\n';

function toEvent(delta: object, finishReason: string | null = null): string {
  return `data: ${JSON.stringify({ id: 'c', choices: [{ index: 0, delta, finish_reason: finishReason }] })}\n\n`;
}

/** Answers every question with these events. */
async function open(body: string) {
  const server = await openHostileServer(({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(body);
  });
  onTestFinished(() => server.close());
  const provider = new OpenAiCompatibleProvider({
    id: 'test',
    name: 'Test server',
    baseUrl: server.url,
    apiKey: null,
    remedy: 'Start it.',
    allowance: { loopback: true, private: false },
  });
  return { server, provider };
}

const askFor = async (body: string) => collectAnswer((await open(body)).provider.chat_stream(request, signal));

describe('a Chat Completions stream', () => {
  const toPiece = (fields: object) => toEvent({ tool_calls: [fields] });
  const weather = (id: string, city: string) => ({ id, name: 'weather', arguments: `{"city":"${city}"}` });

  test.each([
    [
      'pieces',
      toPiece({ index: 0, id: 'a', type: 'function', function: { name: 'weather', arguments: '' } }) +
        toPiece({ index: 1, id: 'b', function: { name: 'weather', arguments: '{"city"' } }) +
        toPiece({ index: 0, function: { arguments: '{"city":"Paris"' } }) +
        toPiece({ index: 1, function: { arguments: ':"Rome"}' } }) +
        toPiece({ index: 0, function: { arguments: '}' } }),
    ],
    [
      'whole calls that all count as the first, their arguments no text',
      toPiece({ index: 0, id: 'a', function: { name: 'weather', arguments: { city: 'Paris' } } }) +
        toPiece({ index: 0, id: 'b', function: { name: 'weather', arguments: { city: 'Rome' } } }),
    ],
    [
      'calls that are not counted',
      toPiece({ id: 'a', function: { name: 'weather', arguments: '{"city":' } }) +
        toPiece({ function: { arguments: '"Paris"}' } }) +
        toPiece({ id: 'b', function: { name: 'weather', arguments: '{"city":"Rome"}' } }),
    ],
  ])('gives whole calls before its end, out of %s', async (_what, pieces) => {
    for (const end of [toEvent({}, 'tool_calls') + DONE, toEvent({}, 'stop'), DONE]) {
      const { text, parts, last } = await askFor(toEvent({ content: 'Let me see.' }) + pieces + end);
      expect(text).toBe('Let me see.');
      expect(parts.slice(1)).toEqual([
        { type: 'tool_call', call: weather('a', 'Paris') },
        { type: 'tool_call', call: weather('b', 'Rome') },
      ]);
      expect(last).toMatchObject({ finish_reason: 'tool_calls' });
    }
  });

  test.each(['reasoning_content', 'reasoning'])('gives %s back with the calls that it led to', async (name) => {
    const thought = toEvent({ [name]: 'Think' }) + toEvent({ [name]: ' of' }) + toEvent({ [name]: ' rain.' });
    const call = toPiece({ index: 0, id: 'a', function: { name: 'weather', arguments: '{}' } });
    const { server, provider } = await open(thought + call + toEvent({}, 'tool_calls'));
    const { parts } = await collectAnswer(provider.chat_stream(request, signal));
    const tool_calls = parts.flatMap((part) => (part.type === 'tool_call' ? [part.call] : []));
    const said = { role: 'assistant', content: '', tool_calls } as const;
    await collectAnswer(provider.chat_stream({ ...request, messages: [...request.messages, said] }, signal));
    expect(JSON.parse(server.exchanges[1]?.body ?? '').messages[1]).toMatchObject({
      [name]: 'Think of rain.',
      tool_calls: [{ id: 'a' }],
    });
  });

  test('makes up ids where there are none, and leaves out calls that were cut', async () => {
    const calls = toPiece({ function: { name: 'one' } }) + toPiece({ function: { name: 'two', arguments: '{}' } });
    const { parts } = await askFor(calls + toEvent({}, 'tool_calls') + DONE);
    const found = parts.flatMap((part) => (part.type === 'tool_call' ? [part.call] : []));
    expect(found.map(({ name, arguments: written }) => [name, written])).toEqual([
      ['one', '{}'],
      ['two', '{}'],
    ]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(2);
    expect(await askFor(calls + toEvent({}, 'length') + DONE)).toMatchObject({
      parts: [],
      last: { finish_reason: 'length' },
    });
  });

  test('whose calls never end fails', async () => {
    const piece = toPiece({ index: 0, function: { name: 'one', arguments: 'x'.repeat(100_000) } });
    const answer = await askFor(toEvent({ content: 'a' }) + piece.repeat(20) + toEvent({}, 'tool_calls') + DONE);
    expect(answer).toMatchObject({ text: 'a', last: { error: { code: 'E3005' } } });
  });

  test.each([
    [
      'annotations, as OpenRouter has them',
      toEvent({
        content: 'a',
        annotations: [
          {
            type: 'url_citation',
            url_citation: { url: 'https://a.example/', title: 'A', start_index: 0, end_index: 1 },
          },
          { type: 'url_citation', url_citation: { url: 'javascript:alert(1)', title: 'no' } },
        ],
      }),
      [['https://a.example/', 'A']],
    ],
    [
      'search results with every event, as Perplexity has them',
      'data: {"citations":["https://a.example/"],"search_results":[{"url":"https://a.example/","title":"A"}],"choices":[{"delta":{"content":"a"}}]}\n\n'.repeat(
        3,
      ),
      [['https://a.example/', 'A']],
    ],
    [
      'bare addresses, as xAI has them',
      `${toEvent({ content: 'a' })}data: {"citations":["https://a.example/","ftp://b/"],"choices":[]}\n\n`,
      [['https://a.example/', 'https://a.example/']],
    ],
  ])('names each source once: %s', async (_what, body, expected) => {
    const { parts } = await askFor(body + toEvent({}, 'stop') + DONE);
    const citations = parts.flatMap((part) => (part.type === 'citation' ? [part.citation] : []));
    expect(citations.map(({ url, title }) => [url, title])).toEqual(expected);
    expect(citations).toMatchObject([{ start: null, end: null }]);
  });
});
