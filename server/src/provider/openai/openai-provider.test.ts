import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatRequest } from '../spec.ts';
import { collectAnswer } from '../test/collect-answer.ts';
import { describeProvider } from '../test/describe-provider.ts';
import {
  CHAT,
  create,
  END,
  FALLBACK,
  MODEL,
  openScripted,
  question,
  RESPONSES,
  readSequence,
  say,
  toEvent,
  toText,
} from './test/scripted-openai.ts';

const { signal } = new AbortController();

describe('against a server that was not written here', () => {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 4 });
  beforeAll(async () => {
    const reasoning = 'Think of maps.';
    mock.onMessage('capital', { content: 'The capital of France is Paris.', reasoning, webSearches: ['France'] });
    mock.onMessage('weather', { toolCalls: [{ id: 'call_1', name: 'get_weather', arguments: '{"city":"Paris"}' }] });
    await mock.start();
  });
  afterAll(() => mock.stop());

  const capital = question('What is the capital of France?');
  describeProvider('OpenAI', {
    provider: () => create(mock.url),
    request: capital,
    expectedText: 'The capital of France is Paris.',
  });

  test('is asked by the Responses API and gives the thinking apart from the text', async () => {
    const answer = await collectAnswer(create(mock.url).chat_stream(capital, signal));
    expect(answer).toMatchObject({ reasoning: 'Think of maps.', text: 'The capital of France is Paris.' });
    expect(mock.getLastRequest()?.path).toBe('/v1/responses');
  });

  test('asks for a tool', async () => {
    const answer = await collectAnswer(create(mock.url).chat_stream(question('What is the weather?'), signal));
    expect(answer.parts).toMatchObject([
      { type: 'tool_call', call: { id: 'call_1', name: 'get_weather', arguments: '{"city":"Paris"}' } },
    ]);
    expect(answer.last).toMatchObject({ finish_reason: 'tool_calls' });
  });
});

describe('a sequence of events', () => {
  const play = async (name: string, request: Partial<ChatRequest> = {}) =>
    (await openScripted({ [RESPONSES]: say(readSequence(name)) })).ask({ ...question('hi'), ...request });

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
    const { ask, asked } = await openScripted({ [RESPONSES]: say(readSequence('failed-midway')), [CHAT]: say('') });
    const message = 'OpenAI could not answer: The model failed to generate a response.';
    expect(await ask(question('hi'))).toMatchObject({ text: 'Half an', last: { error: { code: 'E3003', message } } });
    expect(asked()).toHaveLength(1);
  });

  test('with a second message gives it a paragraph of its own, its sources at their places, wherever it is cut', async () => {
    const second =
      toEvent('response.content_part.added', { content_index: 0, part: { type: 'output_text' } }) +
      toText('See 🐞 here') +
      toEvent('response.content_part.done', {
        part: {
          annotations: [
            { type: 'url_citation', url: 'https://a.example/', title: 'A', start_index: 6, end_index: 10 },
            { type: 'url_citation', url: 'https://b.example/', title: 'B', start_index: 6, end_index: 99 },
          ],
        },
      });
    const body = readSequence('web-search').split('event: response.completed')[0] + second + END;
    const whole = await (await openScripted({ [RESPONSES]: say(body) })).ask(question('hi'));
    expect(whole.text).toMatch(/\.\n\nSee 🐞 here$/);
    const [placed, unplaced] = whole.parts
      .flatMap((part) => (part.type === 'citation' ? [part.citation] : []))
      .slice(2);
    expect(whole.text.slice(placed?.start ?? 0, placed?.end ?? 0)).toBe('here');
    expect(unplaced).toEqual({ url: 'https://b.example/', title: 'B', start: null, end: null });
    const inPieces = await (
      await openScripted({
        [RESPONSES]: async ({ response, write }) => {
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          const bytes = Buffer.from(body);
          for (let at = 0; at < bytes.length; at += 7) await write(bytes.subarray(at, at + 7));
          response.end();
        },
      })
    ).ask(question('hi'));
    expect(inPieces.text).toBe(whole.text);
    expect(inPieces.parts.filter(({ type }) => type === 'citation')).toEqual(
      whole.parts.filter(({ type }) => type === 'citation'),
    );
  });
});

test('the model list begins with the configured pair and says what OpenAI’s list does not', async () => {
  const ids = ['whisper-1', FALLBACK, 'o3-mini', MODEL, 'mystery'];
  const { provider } = await openScripted({
    '/v1/models': ({ response }) => void response.end(JSON.stringify({ data: ids.map((id) => ({ id })) })),
  });
  expect(await provider.list_models(signal)).toEqual([
    { id: MODEL, name: MODEL, context_length: 272_000, takes_images: true, takes_tools: true },
    { id: FALLBACK, name: FALLBACK, context_length: 128_000, takes_images: true, takes_tools: true },
    { id: 'o3-mini', name: 'o3-mini', context_length: 200_000, takes_images: false, takes_tools: true },
    { id: 'mystery', name: 'mystery', context_length: null },
  ]);
});
