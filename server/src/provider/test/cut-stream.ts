import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { AnswerStream } from '../http/answer-stream.ts';
import type { Vendor } from '../http/vendor.ts';
import { providerLimits } from '../limits.ts';
import type { StreamChunk } from '../spec.ts';
import { type CollectedAnswer, collectAnswer } from './collect-answer.ts';
import type { HostileVendor } from './hostile-vendor.ts';
import { createPieces } from './scene.ts';

/** A whole answer with everything in it that this wire knows. */
export function createBody({ wire }: HostileVendor, seed: number): Buffer {
  const pieces = createPieces(seed);
  return Buffer.from(
    wire.begin +
      wire.reasoning('Thïnk 🤔 ') +
      pieces.map(wire.text).join(wire.nothing) +
      wire.withUnknown('later') +
      wire.toolCall({ id: 'call_1', name: 'look', arguments: '{"at":"the 世界 \\"👩‍👩‍👧\\""}' }) +
      wire.endWithCounts('7'),
  );
}

/** What an adapter makes of a body that arrives in these network reads. The HTTP client is left out, as it would join reads. */
export function decodeReads(vendor: HostileVendor, reads: readonly Buffer[]): Promise<CollectedAnswer> {
  const shown: Vendor = { name: vendor.name, address: 'http://test', remedy: 'Start it.', apiKey: vendor.apiKey };
  const decoder = vendor.createDecoder(shown, providerLimits.maxLineUnits);
  const dispatch = (handler: Dispatcher.DispatchHandler): void => {
    handler.onRequestStart?.(CONTROLLER, {});
    handler.onResponseStart?.(CONTROLLER, 200, { 'content-type': vendor.wire.contentType });
    void deliver(handler, reads);
  };
  const isAnswerType = () => true;
  const source = { vendor: shown, limits: providerLimits, decoder, isAnswerType, dispatch, body: '' };
  return collectAnswer(new AnswerStream(source, new AbortController().signal));
}

/** Each read in a turn of its own, so that it is decoded before the next one comes. */
async function deliver(handler: Dispatcher.DispatchHandler, reads: readonly Buffer[]): Promise<void> {
  for (const read of reads) {
    handler.onResponseData?.(CONTROLLER, read);
    await nextTurn();
  }
  handler.onResponseEnd?.(CONTROLLER, {});
}

/** These bodies are whole and small: nothing is stopped or held back. */
const CONTROLLER: Dispatcher.DispatchController = {
  aborted: false,
  paused: false,
  reason: null,
  abort: () => undefined,
  pause: () => undefined,
  resume: () => undefined,
};

/** The parts with neighbouring texts joined, which depend on where a body was cut, and without ids that were made up. */
export function joinParts({ parts, last }: CollectedAnswer): unknown[] {
  const joined: StreamChunk[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (before?.type === 'text' && part.type === 'text') before.text += part.text;
    else if (before?.type === 'reasoning' && part.type === 'reasoning') before.text += part.text;
    else joined.push({ ...part });
  }
  return [...joined, last].map((part) =>
    part?.type === 'tool_call' ? { ...part, call: { ...part.call, id: '' } } : part,
  );
}
