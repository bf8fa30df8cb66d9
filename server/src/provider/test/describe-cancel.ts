import { describe, expect, test } from 'vitest';
import { collectAnswer } from './collect-answer.ts';
import { REQUEST } from './face-behaviour.ts';
import type { HostileVendor } from './hostile-vendor.ts';
import { beginAnswer, createVendorOpener } from './open-vendor.ts';

/** From the wish to stop until the vendor sees its connection closed. */
const CANCEL_MS = 100;

/** Whoever no longer wants an answer stops the vendor. */
export function describeCancel(vendor: HostileVendor): void {
  const { wire } = vendor;
  describe(`${vendor.name} stops`, () => {
    const open = createVendorOpener(vendor);

    test.each(['before the headers', 'before the text', 'in mid-answer', 'in mid-thought'] as const)(
      'within 100 ms when it is aborted %s',
      { retry: 2 }, // a budget of time on a machine that does other things too
      async (when) => {
        const { server, provider } = await open(async (exchange) => {
          if (when === 'before the headers') return;
          beginAnswer(exchange, vendor);
          if (when === 'before the text') return;
          await exchange.write(wire.begin + (when === 'in mid-answer' ? wire.text('one') : wire.reasoning('one')));
        });
        const abort = new AbortController();
        const stream = provider.chat_stream(REQUEST, abort.signal)[Symbol.asyncIterator]();
        let next = stream.next();
        const { closed } = await server.nextExchange();
        if (when === 'in mid-answer' || when === 'in mid-thought') {
          await next;
          next = stream.next();
        }
        const before = performance.now();
        abort.abort();
        expect((await next).done).toBe(true);
        await closed;
        expect(performance.now() - before).toBeLessThan(CANCEL_MS);
      },
    );

    test('before the connection is there: no request is sent', async () => {
      const { server, provider } = await open((exchange) => {
        beginAnswer(exchange, vendor);
        exchange.response.end(wire.begin + wire.text('whole') + wire.end);
      });
      const abort = new AbortController();
      const next = provider.chat_stream(REQUEST, abort.signal)[Symbol.asyncIterator]().next();
      abort.abort();
      expect((await next).done).toBe(true);
      await collectAnswer(provider.chat_stream(REQUEST, new AbortController().signal));
      expect(server.exchanges).toHaveLength(1);
    });

    test('when its reader leaves', async () => {
      const { server, provider } = await open(async (exchange) => {
        beginAnswer(exchange, vendor);
        while (await exchange.write(wire.text('on and on')));
      });
      for await (const chunk of provider.chat_stream(REQUEST, new AbortController().signal)) {
        expect(chunk.type).toBe('text');
        break;
      }
      await (await server.nextExchange()).closed;
    });
  });
}
