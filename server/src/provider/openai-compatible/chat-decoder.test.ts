import { createParser } from 'eventsource-parser';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StreamChunk } from '../spec.ts';
import { ChatDecoder } from './chat-decoder.ts';
import { learnTemplate } from './event-template.ts';
import { type ChatEvent, readEvent } from './read-event.ts';

const VENDOR = { name: 'Test server', address: 'http://test', remedy: 'Start it.', apiKey: null };

/** What the decoder says of a stream that arrives in these pieces. */
function decode(pieces: readonly string[]): StreamChunk[] {
  const decoder = new ChatDecoder(VENDOR, 1_048_576);
  const chunks: StreamChunk[] = [];
  for (const piece of pieces) {
    decoder.feed(piece);
    for (let chunk = decoder.next(); chunk; chunk = decoder.next()) {
      chunks.push(chunk);
      if (chunk.type === 'finish' || chunk.type === 'error') return chunks;
    }
  }
  return chunks;
}

/** The same by a standard parser and a full parse of every event, up to the first thing that is not text. */
function decodePlainly(stream: string): StreamChunk[] {
  const chunks: StreamChunk[] = [];
  let isOver = false;
  const parser = createParser({
    onEvent: ({ data }) => {
      isOver ||= data === '[DONE]' || !data.startsWith('{');
      if (isOver) return;
      const { text, reasoning } = readEvent(JSON.parse(data));
      if (reasoning) chunks.push({ type: 'reasoning', text: reasoning });
      if (text) chunks.push({ type: 'text', text });
    },
  });
  parser.feed(stream);
  return chunks;
}

const textOf = (chunks: readonly StreamChunk[]) => chunks.filter(({ type }) => type === 'text' || type === 'reasoning');

/** Texts that look like the wrapping around them. */
const tricky = fc.constantFrom(
  '"',
  '\\',
  '\\"',
  ':',
  '":"',
  '"content":"',
  'assistant',
  'content',
  'm',
  'c',
  '\n',
  '\r\n\r\n',
  '\u2028',
  '\ud800',
  '}',
  '"}}]}\n\n',
  'data: ',
  '\n\ndata: {"choices":[]}\n\n',
  '[DONE]',
  '世界',
  '\u0000',
  '\u007f',
  '',
  '\u2042probe\u2042',
  'null',
  '/',
);
const anyText = fc.oneof(
  tricky,
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.array(tricky, { maxLength: 4 }).map((parts) => parts.join('')),
);

/** Some writers escape more than they must; all of it is the same JSON. */
const anyEscapes = fc.constantFrom<(json: string) => string>(
  (json) => json,
  (json) => json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (json) => json.replaceAll('/', '\\/').replaceAll('a', '\\u0061'),
);

const anyDelta = fc.oneof(
  { weight: 6, arbitrary: anyText.map((content) => ({ content })) },
  anyText.map((content) => ({ role: 'assistant', content })),
  anyText.map((content) => ({ content, role: 'assistant', refusal: null })),
  anyText.map((reasoning_content) => ({ reasoning_content, content: null })),
  anyText.map((reasoning) => ({ content: '', reasoning })),
  fc.tuple(anyText, anyText).map(([content, reasoning]) => ({ content, reasoning })),
  anyText.map((name) => ({ tool_calls: [{ index: 0, function: { name, arguments: '"content":"no"' } }] })),
  fc.constant({}),
);

/** Vendors differ in the order and the white space of their keys, but hardly within one stream. */
const anyWrapping = fc.constantFrom<(delta: object) => string>(
  (delta) =>
    JSON.stringify({
      id: 'c',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'm',
      choices: [{ index: 0, delta, finish_reason: null }],
    }),
  (delta) => JSON.stringify({ choices: [{ finish_reason: null, index: 0, delta }], model: 'm', id: 'c' }),
  (delta) => JSON.stringify({ choices: [{ delta }, { delta: { content: 'second' } }], usage: null }),
  (delta) =>
    JSON.stringify({ content: 'a', message: { content: 'b' }, choices: [{ delta, content: 'c' }] }).replaceAll(
      '":',
      '": ',
    ),
  (delta) => `{"choices":[{"delta":{"content":"twice"}}],"choices":[{"delta":${JSON.stringify(delta)}}]}`,
);

const anyEvent = fc.record({
  delta: anyDelta,
  escapes: anyEscapes,
  before: fc.constantFrom('', '', '', '', ': ping\n', 'event: message\n', 'id: 1\n', ': ping\n\n'),
  lineEnd: fc.constantFrom('\n', '\n', '\n', '\n', '\r\n', '\r'),
  space: fc.constantFrom(' ', ' ', ' ', ''),
});

const anyStream = fc
  .record({
    wrap: anyWrapping,
    otherWrap: anyWrapping,
    events: fc.array(fc.tuple(anyEvent, fc.nat(9)), { maxLength: 12 }),
    isDone: fc.boolean(),
  })
  .map(({ wrap, otherWrap, events, isDone }) => {
    const written = events.map(([{ delta, escapes, before, lineEnd, space }, other]) => {
      const json = escapes((other === 0 ? otherWrap : wrap)(delta));
      return `${before}data:${space}${json}${lineEnd}${lineEnd}`;
    });
    return written.join('') + (isDone ? 'data: [DONE]\n\n' : '');
  });

describe('the decoder of Chat Completions', () => {
  test('says what a full parse of every event says, wherever the stream is cut', () => {
    fc.assert(
      fc.property(anyStream, fc.array(fc.nat(), { maxLength: 8 }), (stream, cuts) => {
        const places = [...new Set(cuts.map((cut) => cut % (stream.length + 1)))].sort((a, b) => a - b);
        const pieces = [0, ...places].map((start, i) => stream.slice(start, places[i] ?? stream.length));
        expect(textOf(decode(pieces))).toEqual(decodePlainly(stream));
      }),
      { numRuns: 1_500 },
    );
  });

  test('says the same one unit at a time', () => {
    fc.assert(
      fc.property(anyStream, (stream) => {
        expect(textOf(decode(stream.split('')))).toEqual(decodePlainly(stream));
      }),
      { numRuns: 300 },
    );
  });

  test('does not take a broken event for one of the usual form', () => {
    const wrap = (content: string) => `data: {"choices":[{"delta":{"content":"${content}"}}]}\n\n`;
    for (const broken of ['a\nb', 'a\\x', 'a\u0001b', 'a\\']) {
      const [first, second] = decode([wrap('one') + wrap(broken)]);
      expect(first).toEqual({ type: 'text', text: 'one' });
      expect(second).toMatchObject({ type: 'error', error: { code: 'E3005' } });
    }
  });
});

test('a line that looks like an event is none while another one is open', () => {
  const event = 'data: {"choices":[{"delta":{"content":"one"}}]}\n\n';
  for (const pieces of [
    [event, `data: 7\n${event}`],
    [event, 'data: 7', `\n${event}`],
    [event, 'data: 7\r', `\n${event}`],
  ]) {
    const [first, second] = decode(pieces);
    expect(first).toEqual({ type: 'text', text: 'one' });
    expect(second).toMatchObject({ type: 'error', error: { code: 'E3005' } });
  }
});

describe('a template', () => {
  const read = (data: string): ChatEvent | undefined => {
    try {
      return readEvent(JSON.parse(data));
    } catch {
      return undefined;
    }
  };
  const learn = (data: string, raw = `data: ${data}\n\n`) =>
    learnTemplate(raw, data, readEvent(JSON.parse(data)), read);

  test('is the event around its text', () => {
    expect(learn('{"id":"a","choices":[{"delta":{"role":"a","content":"a"}}]}')).toEqual({
      type: 'text',
      prefix: 'data: {"id":"a","choices":[{"delta":{"role":"a","content":"',
      suffix: '"}}]}\n\n',
    });
  });

  test.each([
    ['says why it ended', '{"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}]}'],
    ['states counts', '{"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":1}}'],
    ['has calls', '{"choices":[{"delta":{"content":"a","tool_calls":[{"index":0}]}}]}'],
    ['names sources', '{"citations":["https://a.example/"],"choices":[{"delta":{"content":"a"}}]}'],
    ['has both kinds of text', '{"choices":[{"delta":{"content":"a","reasoning":"b"}}]}'],
    ['has no text', '{"choices":[{"delta":{"content":""}}]}'],
    ['has its text only in another choice', '{"choices":[{"delta":{}},{"delta":{"content":"a"}}]}'],
    ['holds the probe itself', '{"id":"\u2042probe\u2042","choices":[{"delta":{"content":"\u2042probe\u2042"}}]}'],
    ['has its text in escapes', '{"choices":[{"delta":{"content":"\\u0061"}}]}'],
  ])('is not made of an event that %s', (_what, data) => {
    expect(learn(data)).toBeUndefined();
  });

  test('is not made of an event with more than one line of data', () => {
    const data = '{"choices":[{"delta":{"content":"a"}}]}';
    expect(learn(data, `id: 1\ndata: ${data}\n\n`)).toBeUndefined();
    expect(learn(data, `data: ${data}\r\r`)).toBeUndefined();
  });
});
