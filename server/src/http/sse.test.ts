import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { STREAM_LIMITS } from '../kit/limits.ts';
import { openSse, type SseStream } from './sse.ts';

describe('a stream of events', () => {
  let server: FastifyInstance;
  let opened: PromiseWithResolvers<SseStream>;
  let beforeOpening: (() => Promise<void>) | undefined;
  const sockets: Socket[] = [];
  beforeEach(async () => {
    opened = Promise.withResolvers();
    beforeOpening = undefined;
    server = fastify();
    server.get('/', async (_request, reply) => {
      await beforeOpening?.();
      opened.resolve(openSse(reply));
    });
    await server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(async () => {
    vi.useRealTimers();
    for (const socket of sockets.splice(0)) socket.destroy();
    await server.close();
  });

  /** A reader of which every byte is under the test's control. */
  async function ask(): Promise<Socket> {
    const { port } = server.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => socket.destroy());
    sockets.push(socket);
    socket.pause();
    await once(socket, 'connect');
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    return socket;
  }

  /** Fills the reader's queue and everything that the kernel holds for it. */
  function fill(stream: SseStream): void {
    const piece = 'x'.repeat(STREAM_LIMITS.queuedBytes);
    for (let end = piece.length; end < 16_777_216; end += piece.length) stream.text(piece, end);
  }

  it('has a sign of life in every silence of fifteen seconds', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const socket = await ask();
    const stream = await opened.promise;
    let read = '';
    socket.on('data', (bytes) => {
      read += String(bytes);
    });
    socket.resume();
    const until = (what: string) => vi.waitUntil(() => read.includes(what), { timeout: 30_000 });
    vi.advanceTimersByTime((STREAM_LIMITS.pingS - 2) * 1_000);
    stream.event('meta', { hello: 1 });
    await until('event: meta\ndata: {"hello":1}\n\n');
    vi.advanceTimersByTime((STREAM_LIMITS.pingS - 2) * 1_000);
    expect(read).not.toContain(': ping');
    vi.advanceTimersByTime(3_000);
    await until(': ping\n\n');
    stream.end();
    await until('0\r\n\r\n');
    expect(read.split(': ping')).toHaveLength(2);
  });

  it('tells at once that a reader had left before it was opened', async () => {
    const left = Promise.withResolvers<void>();
    beforeOpening = () => left.promise;
    const arrived = once(server.server, 'request');
    const socket = await ask();
    const [request] = await arrived;
    const gone = once(request.socket, 'close');
    socket.destroy();
    await gone;
    left.resolve();
    const stream = await opened.promise;
    const onClose = vi.fn();
    stream.onClose(onClose);
    expect(onClose).toHaveBeenCalledOnce();
    expect([stream.isClosed(), stream.text('x', 1), await stream.ready()]).toEqual([true, false, false]);
  });

  it('waits for a reader on its drain, and no longer when the reader leaves', async () => {
    const socket = await ask();
    const stream = await opened.promise;
    fill(stream);
    expect(stream.text('x', 1)).toBe(false);
    const drained = stream.ready();
    socket.resume();
    expect(await drained).toBe(true);
    socket.pause();
    fill(stream);
    const left = stream.ready();
    socket.destroy();
    expect(await left).toBe(false);
  });

  it('cuts a reader that takes nothing for half a minute, in the middle and at the end', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    await ask();
    const stream = await opened.promise;
    fill(stream);
    const ready = stream.ready();
    vi.advanceTimersByTime(STREAM_LIMITS.stallMs);
    expect(await ready).toBe(false);

    opened = Promise.withResolvers();
    await ask();
    const ended = await opened.promise;
    const closed = new Promise<void>((resolve) => ended.onClose(resolve));
    fill(ended);
    ended.end();
    vi.advanceTimersByTime(STREAM_LIMITS.stallMs);
    await closed;
  });
});
