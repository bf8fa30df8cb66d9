import { describe, expect, test } from 'vitest';
import { providerLimits } from '../limits.ts';
import { collectAnswer } from './collect-answer.ts';
import { LOCAL, REQUEST } from './face-behaviour.ts';
import { openHostileServer } from './hostile-server.ts';
import type { HostileVendor } from './hostile-vendor.ts';
import { beginAnswer, createVendorOpener } from './open-vendor.ts';

const { signal } = new AbortController();

/** Other spellings of this machine, and addresses that lead into it. */
const INSIDE = ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '0.0.0.0', '[::]', '169.254.169.254'];

/** Whom an adapter connects to, and how often. */
export function describeConnection(vendor: HostileVendor): void {
  const { wire } = vendor;
  describe(`${vendor.name} connects`, () => {
    const open = createVendorOpener(vendor);
    const openWhole = () =>
      open((exchange) => {
        beginAnswer(exchange, vendor);
        exchange.response.end(wire.begin + wire.text('whole') + wire.end);
      });

    test('to nothing where nothing listens: E3001 with the address and the remedy', async () => {
      const server = await openHostileServer(() => undefined);
      await server.close();
      const provider = vendor.create(server.url, providerLimits, LOCAL);
      const { last } = await collectAnswer(provider.chat_stream(REQUEST, signal));
      if (last?.type !== 'error') throw new Error(`It ended with ${last?.type}`);
      const { code, message } = last.error;
      expect(code).toBe('E3001');
      expect(message).toContain(server.url);
      expect(message).toContain('Start it');
      expect(await provider.health(signal)).toEqual({ status: 'down', message });
    });

    test('to no address inside the machine where that is not allowed, however it is spelled', async () => {
      const { server } = await openWhole();
      const { port } = new URL(server.url);
      for (const host of INSIDE) {
        const provider = vendor.create(`http://${host}:${port}`, providerLimits, { loopback: false, private: true });
        const answer = await collectAnswer(provider.chat_stream(REQUEST, signal));
        expect(answer.last).toMatchObject({ type: 'error', error: { code: 'E3001' } });
      }
      expect(server.connectionCount()).toBe(0);
    });

    test('once for several answers', async () => {
      const { server, provider } = await openWhole();
      for (let i = 0; i < 3; i++) {
        expect((await collectAnswer(provider.chat_stream(REQUEST, signal))).text).toBe('whole');
        await new Promise(setImmediate);
      }
      expect(server.connectionCount()).toBe(1);
    });

    test('with its key in a header, and nowhere else', async () => {
      const { server, provider } = await openWhole();
      await collectAnswer(provider.chat_stream(REQUEST, signal));
      const { request, body } = await server.nextExchange();
      const keys = Object.values(request.headers).filter((value) => String(value).includes(vendor.apiKey ?? 'no key'));
      expect(keys).toHaveLength(vendor.apiKey === null ? 0 : 1);
      expect(`${request.url}${body}`).not.toContain(vendor.apiKey ?? 'no key');
    });
  });
}
