import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { StreamChunk } from '../spec.ts';
import { REQUEST } from './face-behaviour.ts';
import type { HostileVendor } from './hostile-vendor.ts';
import { beginAnswer, createVendorOpener } from './open-vendor.ts';

const MIB = 1_048_576;
const SILENCE_MS = 3_000;

/** It takes seconds, as a reader must be slower than the vendor's time allows. */
export function describeSlowReader(vendor: HostileVendor): void {
  const { wire } = vendor;
  describe(`${vendor.name} with a slow reader`, () => {
    const open = createVendorOpener(vendor);

    test('slows the vendor down, loses nothing, and does not take it for the vendor’s silence', async () => {
      const line = wire.text('0123456789'.repeat(1_000));
      const count = Math.ceil((32 * MIB) / line.length);
      let sentBytes = 0;
      const { provider } = await open(
        async (exchange) => {
          beginAnswer(exchange, vendor);
          for (let i = 0; i < count && (await exchange.write(line)); i++) sentBytes += line.length;
          exchange.response.end(wire.end);
        },
        { maxAnswerUnits: 100 * MIB, silenceMs: SILENCE_MS },
      );
      const stream = provider.chat_stream(REQUEST, new AbortController().signal)[Symbol.asyncIterator]();
      await stream.next();
      await waitUntilStill(() => sentBytes, SILENCE_MS * 1.2);
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
  });
}

/** Resolves when `read` has given the same value for `stillMs`. */
async function waitUntilStill(read: () => number, stillMs: number): Promise<void> {
  for (let before = -1; before !== read(); ) {
    before = read();
    await delay(stillMs);
  }
}
