import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../errors.ts';
import type { AddressAllowance } from '../http/is-allowed-address.ts';
import { type ProviderLimits, providerLimits } from '../limits.ts';
import type { BaseProvider, ChatRequest, StreamChunk } from '../spec.ts';
import { type CollectedAnswer, collectAnswer } from './collect-answer.ts';
import { type Exchange, type HostileServer, openHostileServer, type Script } from './hostile-server.ts';

/** How one vendor's answer looks on the wire. */
interface Wire {
  contentType: string;
  /** The bytes that say one piece of text. */
  text(text: string): string;
  /** The bytes that end an answer in order. */
  end: string;
  /** Bytes that keep the connection alive and say nothing. */
  nothing: string;
  /** The beginning of a line that never ends. */
  lineStart: string;
  /** What must be a whole line of JSON, and is not. */
  garbage: string;
  /** An answer in order that also holds what only a later version of the vendor knows. */
  withUnknown(text: string): string;
}

export interface HostileCase {
  wire: Wire;
  apiKey: string | null;
  /** Its remedy is `Start it.` */
  create(baseUrl: string, limits: ProviderLimits, allowance: AddressAllowance): BaseProvider;
}

const REQUEST: ChatRequest = { model: 'm', messages: [{ role: 'user', content: 'hi' }], options: {} };
const LOCAL: AddressAllowance = { loopback: true, private: false };
const MIB = 1_048_576;

/** Every way in which a server behind HTTP may fail its caller; each must end in one clear part, in bounded time and memory. */
export function describeHostileVendor(name: string, { wire, apiKey, create }: HostileCase): void {
  const servers: HostileServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  async function open(script: Script, limits: Partial<ProviderLimits> = {}) {
    const server = await openHostileServer(script);
    servers.push(server);
    return { server, provider: create(server.url, { ...providerLimits, ...limits }, LOCAL) };
  }

  async function ask(script: Script, limits: Partial<ProviderLimits> = {}): Promise<CollectedAnswer> {
    const { provider } = await open(script, limits);
    return collectAnswer(provider.chat_stream(REQUEST, new AbortController().signal));
  }

  function begin({ response }: Exchange): void {
    response.writeHead(200, { 'content-type': wire.contentType });
    response.flushHeaders();
  }

  function expectError({ last }: CollectedAnswer, code: ErrorCode): string {
    if (last?.type !== 'error') throw new Error(`It ended with ${last?.type}`);
    expect(last.error.code).toBe(code);
    expect(last.error.message).toMatch(/^[^\p{Cc}]{10,300}$/u);
    if (apiKey) expect(last.error.message).not.toContain(apiKey);
    return last.error.message;
  }

  const answerWith =
    (data: string | Buffer): Script =>
    (exchange) => {
      begin(exchange);
      exchange.response.end(data);
    };

  const refuseWith =
    (status: number, body: string, headers: Record<string, string> = {}): Script =>
    ({ response }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    };

  describe(`${name} behind a hostile server`, () => {
    test('nothing listens: E3001 with the address and the remedy', async () => {
      const server = await openHostileServer(() => undefined);
      await server.close();
      const provider = create(server.url, providerLimits, LOCAL);
      const answer = await collectAnswer(provider.chat_stream(REQUEST, new AbortController().signal));
      const message = expectError(answer, 'E3001');
      expect(message).toContain(server.url);
      expect(message).toContain('Start it');
      expect(await provider.health(new AbortController().signal)).toEqual({ status: 'down', message });
    });

    test('an address inside the machine is refused where that is not allowed, however it is spelled', async () => {
      const { server } = await open(answerWith(wire.text('secret') + wire.end));
      const { port } = new URL(server.url);
      for (const host of [
        '127.0.0.1',
        'localhost',
        '[::ffff:127.0.0.1]',
        '2130706433',
        '0.0.0.0',
        '[::]',
        '169.254.169.254',
      ]) {
        const provider = create(`http://${host}:${port}`, providerLimits, { loopback: false, private: true });
        expectError(await collectAnswer(provider.chat_stream(REQUEST, new AbortController().signal)), 'E3001');
      }
      expect(server.connectionCount()).toBe(0);
    });

    test('silence: E3002', async () => {
      expectError(await ask(() => undefined, { firstTokenMs: 100 }), 'E3002');
    });

    test('headers, then silence: E3002', async () => {
      expectError(await ask(begin, { firstTokenMs: 100 }), 'E3002');
    });

    test('silence in the middle: E3002, the text is kept', async () => {
      const answer = await ask(
        async (exchange) => {
          begin(exchange);
          await exchange.write(wire.text('half an ') + wire.text('ans').slice(0, -4));
        },
        { silenceMs: 100 },
      );
      expect(answer.text).toBe('half an ');
      expectError(answer, 'E3002');
    });

    test.each(['destroy', 'resetAndDestroy'] as const)(
      'the connection dies in mid-token (%s): E3001, the text is kept',
      async (die) => {
        const read = Promise.withResolvers<void>();
        const { provider } = await open(async (exchange) => {
          begin(exchange);
          await exchange.write(wire.text('half') + wire.text('gone').slice(0, -4));
          await read.promise;
          exchange.socket[die]();
        });
        const stream = provider.chat_stream(REQUEST, new AbortController().signal)[Symbol.asyncIterator]();
        expect((await stream.next()).value).toEqual({ type: 'text', text: 'half' });
        read.resolve();
        expect((await stream.next()).value).toMatchObject({ type: 'error', error: { code: 'E3001' } });
        expect((await stream.next()).done).toBe(true);
      },
    );

    test('the connection closes before an answer: E3001', async () => {
      expectError(await ask(({ socket }) => void socket.destroy()), 'E3001');
    });

    test('an end without an end mark: E3005, the text is kept', async () => {
      const answer = await ask(answerWith(wire.text('half')));
      expect(answer.text).toBe('half');
      expectError(answer, 'E3005');
    });

    test('an empty answer: E3005', async () => {
      expectError(await ask(answerWith('')), 'E3005');
    });

    test('a line that is not JSON: E3005, the text is kept', async () => {
      const answer = await ask(answerWith(wire.text('half') + wire.garbage + wire.end));
      expect(answer.text).toBe('half');
      expectError(answer, 'E3005');
    });

    test('200 with an error body: E3003 with its words', async () => {
      const answer = await ask(refuseWith(200, '{"error":{"message":"the model is on fire"}}\n'));
      expect(expectError(answer, 'E3003')).toContain('the model is on fire');
    });

    test('200 with a page of HTML: E3005', async () => {
      expectError(await ask(refuseWith(200, '<!doctype html><p>Hello', { 'content-type': 'text/html' })), 'E3005');
    });

    test.each(['30', undefined])('429 with Retry-After %s: E3004', async (retryAfter) => {
      const answer = await ask(
        refuseWith(429, '{"error":"slow down"}', retryAfter ? { 'retry-after': retryAfter } : {}),
      );
      expect(expectError(answer, 'E3004')).toContain('slow down');
      expect(answer.last).toMatchObject({ error: { retryAfterS: retryAfter && Number(retryAfter) } });
    });

    test.each([400, 401, 403, 404, 500, 503])('%i: E3003 with its words, cleaned', async (status) => {
      const dirty = `no\u0000 \u001b[31mway\u202e ${apiKey ?? ''} ${'x'.repeat(5_000)}`;
      const message = expectError(
        await ask(refuseWith(status, JSON.stringify({ error: { message: dirty } }))),
        'E3003',
      );
      expect(message).toContain('no [31mway');
      expect(message).toContain(String(status));
    });

    test('a refusal in HTML: E3003 without its tags', async () => {
      expect(expectError(await ask(refuseWith(502, '<html><h1>Bad gateway')), 'E3003')).not.toContain('<');
    });

    test('a refusal without end: E3003, and the connection is closed', async () => {
      const { server, provider } = await open(
        async ({ response, write }) => {
          response.writeHead(500);
          while (await write('x'.repeat(10_000)));
        },
        { errorBodyMs: 60_000 },
      );
      expectError(await collectAnswer(provider.chat_stream(REQUEST, new AbortController().signal)), 'E3003');
      await (await server.nextExchange()).closed;
    });

    test('a refusal whose text never comes: E3003', async () => {
      const answer = await ask(
        async ({ response, write }) => {
          response.writeHead(500);
          await write('{"error":');
        },
        { errorBodyMs: 100 },
      );
      expect(expectError(answer, 'E3003')).toContain('500');
    });

    test('a redirect: E3003, and nothing is sent where it leads', async () => {
      const other = await open(answerWith(wire.text('caught') + wire.end));
      for (const status of [301, 302, 307, 308]) {
        const answer = await ask(refuseWith(status, '', { location: `${other.server.url}/v1/chat/completions` }));
        expect(expectError(answer, 'E3003')).toContain('redirect');
      }
      expect(other.server.connectionCount()).toBe(0);
    });

    test('something that is not HTTP: E3005', async () => {
      const server = createServer(
        (socket) => void socket.on('error', () => socket.destroy()).write('SSH-2.0-OpenSSH_9.9\r\n'),
      );
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      const provider = create(`http://127.0.0.1:${port}`, providerLimits, LOCAL);
      expectError(await collectAnswer(provider.chat_stream(REQUEST, new AbortController().signal)), 'E3005');
      server.close();
    });

    test('one byte at a time, with characters of several bytes: the same text', async () => {
      const text = 'Grüße, 世界 👩‍👩‍👧 "\\ \n end';
      const answer = await ask(async (exchange) => {
        begin(exchange);
        for (const byte of Buffer.from(wire.text(text) + wire.end)) await exchange.write(Buffer.of(byte));
        exchange.response.end();
      });
      expect(answer.text).toBe(text);
      expect(answer.last?.type).toBe('finish');
    });

    test('half a character, then a pause: the same text', async () => {
      const bytes = Buffer.from(wire.text('世') + wire.end);
      const middle = bytes.indexOf(Buffer.from('世')) + 1;
      const answer = await ask(async (exchange) => {
        begin(exchange);
        await exchange.write(bytes.subarray(0, middle));
        await delay(20);
        exchange.response.end(bytes.subarray(middle));
      });
      expect(answer).toMatchObject({ text: '世', last: { type: 'finish' } });
    });

    test('bytes that are no UTF-8: replaced, not fatal', async () => {
      const bytes = Buffer.from(wire.text('a?b') + wire.end, 'latin1');
      bytes[bytes.indexOf('?')] = 0xff;
      expect(await ask(answerWith(bytes))).toMatchObject({ text: 'a\ufffdb', last: { type: 'finish' } });
    });

    test('what a later version may add is passed over', async () => {
      expect(await ask(answerWith(wire.withUnknown('still') + wire.end))).toMatchObject({
        text: 'still',
        last: { type: 'finish' },
      });
    });

    test('data after the end mark is passed over', async () => {
      const answer = await ask(answerWith(wire.text('whole') + wire.end + wire.text('more') + wire.garbage + wire.end));
      expect(answer).toMatchObject({ text: 'whole', last: { type: 'finish' } });
    });

    test('a connection left open after the end mark is closed soon', async () => {
      const { server, provider } = await open(
        async (exchange) => {
          begin(exchange);
          await exchange.write(wire.text('whole') + wire.end);
        },
        { afterFinishMs: 100 },
      );
      const answer = await collectAnswer(provider.chat_stream(REQUEST, new AbortController().signal));
      expect(answer).toMatchObject({ text: 'whole', last: { type: 'finish' } });
      await (await server.nextExchange()).closed;
    });

    test('a line of 64 MiB: E3005 after little of it was read', async () => {
      let sentBytes = 0;
      const piece = 'x'.repeat(65_536);
      const answer = await ask(
        async (exchange) => {
          begin(exchange);
          await exchange.write(wire.text('before') + wire.lineStart);
          while (sentBytes < 64 * MIB && (await exchange.write(piece))) sentBytes += piece.length;
        },
        { maxBytesWithoutText: Number.POSITIVE_INFINITY },
      );
      expect(answer.text).toBe('before');
      expectError(answer, 'E3005');
      expect(sentBytes).toBeLessThan(32 * MIB);
    });

    test('signs of life for ever, and no text: E3005', async () => {
      const answer = await ask(
        async (exchange) => {
          begin(exchange);
          while (await exchange.write(wire.nothing.repeat(1_000)));
        },
        { maxBytesWithoutText: 200_000 },
      );
      expectError(answer, 'E3005');
    });

    test('a sign of life now and then, for ever: E3002', async () => {
      const answer = await ask(
        async (exchange) => {
          begin(exchange);
          while (await exchange.write(wire.nothing)) await delay(20);
        },
        { answerMs: 500 },
      );
      expectError(answer, 'E3002');
    });

    test('an answer without end: cut as length, the connection closed', async () => {
      const { server, provider } = await open(
        async (exchange) => {
          begin(exchange);
          while (await exchange.write(wire.text('again ').repeat(100)));
        },
        { maxAnswerUnits: 10_000 },
      );
      const answer = await collectAnswer(provider.chat_stream(REQUEST, new AbortController().signal));
      expect(answer.last).toMatchObject({ type: 'finish', finish_reason: 'length' });
      expect(answer.text.length).toBeGreaterThan(9_900);
      expect(answer.text.length).toBeLessThanOrEqual(10_000);
      await (await server.nextExchange()).closed;
    });

    test.each(['before the headers', 'in mid-answer'])(
      'aborting %s closes the connection within 100 ms',
      { retry: 2 }, // a budget of time on a machine that does other things too
      async (when) => {
        const { server, provider } = await open(async (exchange) => {
          if (when === 'before the headers') return;
          begin(exchange);
          await exchange.write(wire.text('one'));
        });
        const abort = new AbortController();
        const stream = provider.chat_stream(REQUEST, abort.signal)[Symbol.asyncIterator]();
        let next = stream.next();
        const { closed } = await server.nextExchange();
        if (when === 'in mid-answer') {
          await next;
          next = stream.next();
        }
        const before = performance.now();
        abort.abort();
        expect((await next).done).toBe(true);
        await closed;
        expect(performance.now() - before).toBeLessThan(100);
      },
    );

    test('aborting before the connection is there sends no request', async () => {
      const { server, provider } = await open(answerWith(wire.text('whole') + wire.end));
      const abort = new AbortController();
      const next = provider.chat_stream(REQUEST, abort.signal)[Symbol.asyncIterator]().next();
      abort.abort();
      expect((await next).done).toBe(true);
      await collectAnswer(provider.chat_stream(REQUEST, new AbortController().signal));
      expect(server.exchanges).toHaveLength(1);
    });

    test('a reader who leaves closes the connection', async () => {
      const { server, provider } = await open(async (exchange) => {
        begin(exchange);
        while (await exchange.write(wire.text('on and on')));
      });
      for await (const chunk of provider.chat_stream(REQUEST, new AbortController().signal)) {
        expect(chunk.type).toBe('text');
        break;
      }
      await (await server.nextExchange()).closed;
    });

    test('a slow reader slows the vendor down, loses nothing, and is not taken for the vendor’s silence', async () => {
      const silenceMs = 1_000;
      const line = wire.text('0123456789'.repeat(1_000));
      const count = Math.ceil((32 * MIB) / line.length);
      let sentBytes = 0;
      const { provider } = await open(
        async (exchange) => {
          begin(exchange);
          for (let i = 0; i < count && (await exchange.write(line)); i++) sentBytes += line.length;
          exchange.response.end(wire.end);
        },
        { maxAnswerUnits: 100 * MIB, silenceMs },
      );
      const stream = provider.chat_stream(REQUEST, new AbortController().signal)[Symbol.asyncIterator]();
      await stream.next();
      await waitUntilStill(() => sentBytes, silenceMs * 1.2);
      expect(sentBytes).toBeLessThan(20 * MIB);
      let units = 10_000;
      let last: StreamChunk | undefined;
      for (let result = await stream.next(); !result.done; result = await stream.next()) {
        last = result.value;
        if (last.type === 'text') units += last.text.length;
      }
      expect(last?.type).toBe('finish');
      expect(units).toBe(count * 10_000);
    });

    test('the connection is kept for the next answer', async () => {
      const { server, provider } = await open(answerWith(wire.text('whole') + wire.end));
      for (let i = 0; i < 3; i++) {
        const answer = await collectAnswer(provider.chat_stream(REQUEST, new AbortController().signal));
        expect(answer.text).toBe('whole');
        await new Promise(setImmediate);
      }
      expect(server.connectionCount()).toBe(1);
    });

    test('a model list that is none, too long, or never comes: an AppError, and down', async () => {
      const endless: Script = async ({ response, write }) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        while (await write('[1,2,3,'.repeat(1_000)));
      };
      const scripts: [Script, ErrorCode, Partial<ProviderLimits>?][] = [
        [refuseWith(200, '{"data":7,"models":7}'), 'E3005'],
        [refuseWith(200, '<html>'), 'E3005'],
        [endless, 'E3005'],
        [() => undefined, 'E3002', { questionMs: 100 }],
        [refuseWith(401, '{"error":"no"}'), 'E3003'],
      ];
      for (const [script, code, limits] of scripts) {
        const { provider } = await open(script, limits);
        await expect(provider.list_models(new AbortController().signal)).rejects.toMatchObject({
          name: 'AppError',
          code,
        });
        expect((await provider.health(new AbortController().signal)).status).toBe('down');
      }
    });
  });
}

/** Resolves when `read` has given the same value for `stillMs`. */
async function waitUntilStill(read: () => number, stillMs: number): Promise<void> {
  for (let before = -1; before !== read(); ) {
    before = read();
    await delay(stillMs);
  }
}
