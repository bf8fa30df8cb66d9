import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DIALECTS } from '../../test/database.ts';
import type { TestStream } from '../../test/event-stream.ts';
import type { ProviderCall } from '../../test/scripted-provider.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import { openStalledReader } from '../../test/stalled-reader.ts';
import type { TestPerson } from '../../test/test-person.ts';

const TEXT = 'One 😀 two 🌍.';

describe.each(DIALECTS)('a reader on %s', (dialect) => {
  let server: TestServer;
  let ada: TestPerson;
  const sockets = new Set<Socket>();
  let asked = 0;
  beforeAll(async () => {
    server = await startTestServer(dialect);
    server.app.server.server.on('connection', (socket: Socket) => sockets.add(socket));
    ada = await server.person();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function ask(): Promise<{ stream: TestStream; call: ProviderCall; streamId: string; conversation: string }> {
    asked += 1;
    const question = `question ${asked}`;
    const stream = await ada.send(question);
    const call = await server.provider.call(question);
    const { data } = await stream.until('meta');
    return { stream, call, streamId: data.stream_id, conversation: data.conversation_id };
  }

  it('gets exactly the rest from every number, while the answer is written and after its end', async () => {
    const { stream, call, streamId } = await ask();
    await call.emit(...['One', ' \ud83d', '\ude00 ']);
    await stream.untilLength(7);
    const numbers = Array.from({ length: 8 }, (_, n) => n);
    const early = await Promise.all(numbers.map((n) => ada.resume(streamId, n)));
    await Promise.all(early.map((reader) => reader.until('meta')));
    await call.emit(TEXT.slice(7));
    await call.finish();
    for (const [n, reader] of early.entries()) {
      await reader.until('final');
      expect(reader.text).toBe(TEXT.slice(n));
      expect(reader.events.filter(({ event }) => event === 'meta')).toHaveLength(1);
    }
    for (let n = 0; n <= TEXT.length; n += 1) {
      const late = await ada.resume(streamId, n);
      await late.until('final');
      expect(late.text).toBe(TEXT.slice(n));
    }
    await stream.rest();
    expect(stream.text).toBe(TEXT);
  });

  it.each(['', 'abc', '-1', '1.5', '1e3', '0x10', ' 3', '½'])(
    'starts from the beginning with the number %j',
    async (garbage) => {
      const { call, streamId } = await ask();
      await call.emit(TEXT);
      await call.finish();
      const header = Buffer.from(garbage).toString('latin1');
      const reader = await ada.resume(streamId, header);
      await reader.until('final');
      expect(reader.text).toBe(garbage === ' 3' ? TEXT.slice(3) : TEXT);
    },
  );

  it.each([TEXT.length + 1, 2 ** 31, 999_999_999_999_999])(
    'gets no text but the end from the number %d',
    async (number) => {
      const { stream, call, streamId } = await ask();
      await call.emit(TEXT);
      await stream.untilLength(TEXT.length);
      const during = await ada.resume(streamId, number);
      await during.until('meta');
      await call.finish();
      const after = await ada.resume(streamId, number);
      for (const reader of [during, after]) {
        await reader.until('final');
        expect(reader.text).toBe('');
      }
    },
  );

  it('who goes away stops nothing', async () => {
    const { stream, call, streamId, conversation } = await ask();
    await call.emit('before ');
    await stream.untilLength(7);
    await stream.leave();
    await call.emit('after');
    await call.finish();
    const back = await ada.resume(streamId, 7);
    await back.until('final');
    expect(back.text).toBe('after');
    expect((await ada.messages(conversation))[0]).toMatchObject({ text: 'before after', status: 'complete' });
  });

  describe('who never reads', () => {
    /** A megabyte at a time, so that the kernel's buffers are full long before the end. */
    const piece = 'unread words. '.repeat(15_000);
    const pieces = 60;

    it('costs at most its queue, hurts nobody else and goes on from where it stood', async () => {
      const { stream, call, streamId } = await ask();
      const reading = stream.rest();
      sockets.clear();
      const stalled = await openStalledReader(server.url, ada, streamId);
      const mine = await vi.waitFor(() => {
        const [socket] = sockets;
        if (!socket) throw new Error('not connected yet');
        return socket;
      }, 30_000);
      let longestQueue = 0;
      for (let i = 0; i < pieces; i += 1) {
        await call.emit(piece);
        longestQueue = Math.max(longestQueue, mine.writableLength);
      }
      await call.finish();
      await reading;
      expect(stream.text).toBe(piece.repeat(pieces));
      expect(mine.bytesWritten).toBeLessThan(piece.length * pieces);
      expect(longestQueue).toBeGreaterThan(0);
      // Its queue, one provider event that crossed the line, and what stands around the text.
      expect(longestQueue).toBeLessThan(65_536 + 2 * piece.length);
      stalled.destroy();
    });

    it('is let go, and the server lives on, when the conversation is deleted under it', async () => {
      const { stream, call, streamId, conversation } = await ask();
      const reading = stream.rest();
      const stalled = await openStalledReader(server.url, ada, streamId);
      for (let i = 0; i < pieces; i += 1) await call.emit(piece);
      expect((await ada.call('DELETE', `/conversations/${conversation}`)).status).toBe(200);
      await call.closed;
      stalled.resume();
      await once(stalled, 'close');
      expect((await reading).at(-1)).toMatchObject({ event: 'error', data: { code: 'E1002' } });
      expect((await ada.call('GET', '/ready')).status).toBe(200);
    });
  });
});
