import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openSse, refuse, sendDelta, sendFinal, sendMeta } from '../test/sse.ts';
import { type Handler, startStreamServer } from '../test/start-stream-server.ts';
import { createApiClient } from './create-api-client.ts';
import { createAnswerState, fold } from './fold.ts';
import type { StreamStart } from './open-stream.ts';
import type { StreamEvent } from './stream-event.ts';
import type { StreamPace } from './stream-pace.ts';

const PACE: StreamPace = { baseDelayMs: 1, maxDelayMs: 4, silenceMs: 5_000, random: () => 0 };
const SEND: StreamStart = { kind: 'send', body: { text: 'Hello', client_message_id: 'k1' } };
const TEXT = 'Grüße aus 東京 👋🏽, und weiter im Text.';

interface Followed {
  events: StreamEvent[];
  /** The text a screen shows just before the end: `final` brings the whole again and would hide what went wrong. */
  text: string;
  requests: string[];
  bodies: string[];
  keys: (string | undefined)[];
}

async function follow(
  start: StreamStart,
  handlers: readonly Handler[],
  pace: Partial<StreamPace> = {},
): Promise<Followed> {
  await using server = await startStreamServer(handlers);
  const client = createApiClient({ baseUrl: server.baseUrl, send: fetch, pace: { ...PACE, ...pace } });
  const events: StreamEvent[] = [];
  let state = createAnswerState();
  for await (const event of client.stream(start, AbortSignal.timeout(8_000))) {
    events.push(event);
    if (event.type !== 'final') state = fold(state, event);
  }
  return {
    events,
    text: state.text,
    requests: server.seen.map(({ method, path, lastEventId }) => [method, path, lastEventId].filter(Boolean).join(' ')),
    bodies: server.seen.map((request) => request.body),
    keys: server.seen.map((request) => request.idempotencyKey),
  };
}

/** Serves `TEXT` from where the reader stands and breaks the connection at `cutAt`. */
const cutAfter =
  (cutAt: number): Handler =>
  (response, { lastEventId }) => {
    openSse(response);
    sendMeta(response);
    const from = Number(lastEventId ?? 0);
    sendDelta(response, TEXT, from, Math.max(from, cutAt));
    setImmediate(() => response.destroy());
  };

const complete: Handler = (response, { lastEventId }) => {
  openSse(response);
  sendMeta(response);
  sendDelta(response, TEXT, Number(lastEventId ?? 0));
  sendFinal(response, TEXT);
};

const hang: Handler = (response) => {
  openSse(response);
  sendMeta(response);
};

const reset: Handler = (response) => response.destroy();

describe('openStream', () => {
  test('gives the events of one answer in their order', async () => {
    const { events, text, requests } = await follow(SEND, [complete]);
    expect(events.map((event) => event.type)).toEqual(['connection', 'connection', 'meta', 'delta', 'final']);
    expect(text).toBe(TEXT);
    expect(requests).toEqual(['POST /chat/stream']);
  });

  test('goes on after the last number when the connection breaks', async () => {
    const { text, requests } = await follow(SEND, [cutAfter(5), cutAfter(17), complete]);
    expect(text).toBe(TEXT);
    expect(requests).toEqual(['POST /chat/stream', 'GET /chat/streams/s1 5', 'GET /chat/streams/s1 17']);
  });

  test('sends the same message again when the connection breaks before the server said anything', async () => {
    const { text, bodies } = await follow(SEND, [reset, reset, complete]);
    expect(text).toBe(TEXT);
    expect(new Set(bodies).size).toBe(1);
    expect(bodies).toHaveLength(3);
  });

  test.each([
    [{ kind: 'edit', body: { message_id: 'm0', text: 'Hi', client_message_id: 'k2' } }, '/chat/edit', undefined],
    [{ kind: 'retry', body: { message_id: 'm0' }, key: 'k3' }, '/chat/retry', 'k3'],
    [{ kind: 'continue', body: { message_id: 'm0' }, key: 'k4' }, '/chat/continue', 'k4'],
  ] satisfies [StreamStart, string, string | undefined][])(
    'asks for %o again under the same id, and resumes it once it has a stream',
    async (start, path, key) => {
      const { text, requests, bodies, keys } = await follow(start, [reset, cutAfter(3), complete]);
      expect(text).toBe(TEXT);
      expect(requests).toEqual([`POST ${path}`, `POST ${path}`, 'GET /chat/streams/s1 3']);
      expect(bodies.slice(0, 2).map((body) => JSON.parse(body))).toEqual([start.body, start.body]);
      expect(keys).toEqual([key, key, undefined]);
    },
  );

  test('heals a lost piece by coming back with its own number', async () => {
    const gap: Handler = (response) => {
      openSse(response);
      sendMeta(response);
      sendDelta(response, TEXT, 0, 4);
      sendDelta(response, TEXT, 9, 12);
    };
    const { text, requests } = await follow(SEND, [gap, complete]);
    expect(text).toBe(TEXT);
    expect(requests).toEqual(['POST /chat/stream', 'GET /chat/streams/s1 4']);
  });

  test('drops a piece that comes twice', async () => {
    const twice: Handler = (response) => {
      openSse(response);
      sendMeta(response);
      sendDelta(response, TEXT, 0, 4);
      sendDelta(response, TEXT, 0, 4);
    };
    expect((await follow(SEND, [twice, complete])).text).toBe(TEXT);
  });

  test('begins anew when the server has less text than the screen', async () => {
    const shorter: Handler = (response) => {
      openSse(response);
      sendMeta(response);
      sendDelta(response, TEXT, 2, 6);
    };
    const { text, requests, events } = await follow(SEND, [cutAfter(12), shorter, shorter, complete]);
    expect(events.some((event) => event.type === 'restart')).toBe(true);
    expect(text).toBe(TEXT);
    expect(requests.at(-1)).toBe('GET /chat/streams/s1 0');
  });

  test('takes silence for a broken connection', async () => {
    const { text, requests } = await follow(SEND, [hang, complete], { silenceMs: 250 });
    expect(text).toBe(TEXT);
    expect(requests).toEqual(['POST /chat/stream', 'GET /chat/streams/s1 0']);
  });

  test('takes a server that never answers for a broken connection', async () => {
    const { text, requests } = await follow(SEND, [() => undefined, complete], { silenceMs: 250 });
    expect(text).toBe(TEXT);
    expect(requests).toEqual(['POST /chat/stream', 'POST /chat/stream']);
  });

  test('takes a ping for a sign of life', async () => {
    const pinging: Handler = (response) => {
      openSse(response);
      sendMeta(response);
      let pings = 0;
      const timer = setInterval(() => {
        response.write(': ping\n\n');
        pings += 1;
        if (pings < 12) return;
        clearInterval(timer);
        sendDelta(response, TEXT, 0);
        sendFinal(response, TEXT);
      }, 25);
    };
    const { requests } = await follow(SEND, [pinging], { silenceMs: 150 });
    expect(requests).toEqual(['POST /chat/stream']);
  });

  test('says that a stream is gone when the server knows it no more', async () => {
    const { events } = await follow(SEND, [
      cutAfter(5),
      (response) => refuse(response, 404, { code: 'E1002', message: 'No.' }),
    ]);
    expect(events.at(-1)).toEqual({ type: 'gone' });
  });

  test('gives a refusal in the server’s words, and does not repeat the request', async () => {
    const refusal = { code: 'E2010', message: 'Used up.', retry_after_s: 60, details: [{ name: 'messages_per_day' }] };
    const { events, requests } = await follow(SEND, [(response) => refuse(response, 429, refusal)]);
    expect(events.at(-1)).toEqual({ type: 'error', retryable: true, message_id: null, request_id: 'r1', ...refusal });
    expect(requests).toHaveLength(1);
  });

  test.each([
    ['our server while it restarts', (response) => refuse(response, 503, { code: 'E1007', message: 'Wait.' })],
    ['a proxy that cannot reach it', (response) => response.writeHead(502).end('<h1>Bad gateway</h1>')],
  ] satisfies [string, Handler][])('waits for %s', async (_name, handler) => {
    const { text, requests } = await follow(SEND, [handler, complete]);
    expect(text).toBe(TEXT);
    expect(requests).toHaveLength(2);
  });

  test('tries again at once when the network is back', async () => {
    await using server = await startStreamServer([reset, complete]);
    const network = new EventTarget();
    const pace = { ...PACE, baseDelayMs: 600_000, maxDelayMs: 600_000 };
    const client = createApiClient({ baseUrl: server.baseUrl, send: fetch, network, pace });
    const types: string[] = [];
    for await (const event of client.stream(SEND, AbortSignal.timeout(8_000))) {
      types.push(event.type);
      if (event.type === 'connection' && event.state === 'waiting')
        setImmediate(() => network.dispatchEvent(new Event('online')));
    }
    expect(types.at(-1)).toBe('final');
  });

  test('opens anew, where the text stood, what a device that slept can no longer trust', async () => {
    const half: Handler = (response) => {
      openSse(response);
      sendMeta(response);
      sendDelta(response, TEXT, 0, 5);
    };
    const rest: Handler = (response) => {
      openSse(response);
      sendDelta(response, TEXT, 5);
      sendFinal(response, TEXT);
    };
    await using server = await startStreamServer([half, rest]);
    const network = new EventTarget();
    const client = createApiClient({ baseUrl: server.baseUrl, send: fetch, network, pace: PACE });
    let text = '';
    for await (const event of client.stream(SEND, AbortSignal.timeout(8_000))) {
      if (event.type !== 'delta') continue;
      text += event.text;
      if (text.length === 5) setImmediate(() => network.dispatchEvent(new Event('lost')));
    }
    expect(text).toBe(TEXT);
    expect(server.seen.map(({ path, lastEventId }) => [path, lastEventId])).toEqual([
      ['/chat/stream', undefined],
      ['/chat/streams/s1', '5'],
    ]);
  });

  test('ends without another word when it is aborted', async () => {
    await using server = await startStreamServer([hang]);
    const client = createApiClient({ baseUrl: server.baseUrl, send: fetch, pace: PACE });
    const abort = new AbortController();
    const types: string[] = [];
    for await (const event of client.stream(SEND, abort.signal)) {
      types.push(event.type);
      if (event.type === 'meta') abort.abort();
    }
    expect(types.at(-1)).toBe('meta');
    expect(server.seen).toHaveLength(1);
  });

  test('waits longer with every failure in a row, up to the limit', async () => {
    const { events } = await follow(SEND, [reset, reset, reset, reset, complete]);
    const delays = events.flatMap((event) =>
      event.type === 'connection' && event.state === 'waiting' ? [event.retryInMs] : [],
    );
    expect(delays).toEqual([1, 1, 2, 2]);
  });

  test('breaks on an event without its shape, and passes over kinds it does not know', async () => {
    const odd: Handler = (response) => {
      openSse(response);
      sendMeta(response);
      response.write('event: novelty\ndata: {"x":1}\n\n');
      sendDelta(response, TEXT, 0, 4);
      response.write('id: 9\nevent: delta\ndata: {"text":7}\n\n');
    };
    const { text, requests } = await follow(SEND, [odd, complete]);
    expect(text).toBe(TEXT);
    expect(requests).toEqual(['POST /chat/stream', 'GET /chat/streams/s1 4']);
  });

  test('shows the same text wherever and however often the connection is cut', async () => {
    const cut = fc.integer({ min: 0, max: TEXT.length });
    await fc.assert(
      fc.asyncProperty(fc.array(cut, { maxLength: 6 }), async (cuts) => {
        expect((await follow(SEND, [...cuts.map(cutAfter), complete])).text).toBe(TEXT);
      }),
      { numRuns: 25 },
    );
  });

  test('puts characters together that arrive in halves', async () => {
    const bytewise: Handler = (response) => {
      openSse(response);
      sendMeta(response);
      const bytes = Buffer.from(`id: ${TEXT.length}\nevent: delta\ndata: ${JSON.stringify({ text: TEXT })}\n\n`);
      const sendFrom = (at: number) => {
        if (at >= bytes.length) return sendFinal(response, TEXT);
        response.write(bytes.subarray(at, at + 1));
        // A turn of the event loop in between, so that the reader gets the bytes one by one.
        setImmediate(() => sendFrom(at + 1));
      };
      sendFrom(0);
    };
    const { text, requests } = await follow(SEND, [bytewise]);
    expect(text).toBe(TEXT);
    expect(requests).toHaveLength(1);
  });
});
