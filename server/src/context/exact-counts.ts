import { Worker } from 'node:worker_threads';
import { LRUCache } from 'lru-cache';
import type { Log } from '../log.ts';
import { type Encoding, encodingOf } from './encoding-of.ts';
import type { CountAnswer, CountOrder } from './token-thread.ts';

/** A message's text, under its id. */
interface CountedText {
  id: string;
  text: string;
}

/** Token counts of stored messages, made by a thread that runs while there is something to count. */
export interface ExactCounts {
  /** Undefined where it has not been counted, or cannot be. */
  find(model: string, text: CountedText): number | undefined;
  /** Resolves when they are counted, at once for a model whose vocabulary is not known. Never throws: what cannot be counted stays unknown. */
  count(model: string, texts: readonly CountedText[]): Promise<void>;
  stop(): Promise<void>;
}

/** The long conversations of a day of some hundred people; about 15 MB. */
const MAX_COUNTS = 100_000;

export function createExactCounts(log: Pick<Log, 'warn'>): ExactCounts {
  let counts: LRUCache<string, number> | undefined;
  const waiting = new Map<number, (counts: readonly number[]) => void>();
  let thread: Worker | undefined;
  let orders = 0;

  function open(): Worker {
    const opened = new Worker(new URL('./token-thread.ts', import.meta.url));
    opened.unref();
    opened.on('message', ({ id, counts: counted }: CountAnswer) => settle(id, counted));
    opened.on('error', (error) => log.warn({ err: error }, 'tokens could not be counted'));
    opened.on('exit', () => {
      if (thread === opened) thread = undefined;
      for (const id of waiting.keys()) settle(id, []);
    });
    return opened;
  }

  function settle(id: number, counted: readonly number[]): void {
    waiting.get(id)?.(counted);
    waiting.delete(id);
  }

  function ask(encoding: Encoding, texts: readonly CountedText[]): Promise<readonly number[]> {
    thread ??= open();
    orders += 1;
    const order: CountOrder = { id: orders, encoding, texts: texts.map(({ text }) => text) };
    const { promise, resolve } = Promise.withResolvers<readonly number[]>();
    waiting.set(order.id, resolve);
    thread.postMessage(order);
    return promise;
  }

  return {
    find(model, text) {
      const encoding = encodingOf(model);
      return encoding && counts?.get(keyOf(encoding, text));
    },
    async count(model, texts) {
      const encoding = encodingOf(model);
      if (!encoding) return;
      // Made when it is needed: it takes 2.4 MB and 20 ms of a start, and most models are none of OpenAI's.
      counts ??= new LRUCache({ max: MAX_COUNTS });
      const kept = counts;
      const unknown = texts.filter((text) => !kept.has(keyOf(encoding, text)));
      if (unknown.length === 0) return;
      const counted = await ask(encoding, unknown);
      for (const [i, tokens] of counted.entries()) {
        const text = unknown[i];
        if (text) kept.set(keyOf(encoding, text), tokens);
      }
    },
    async stop() {
      await thread?.terminate();
    },
  };
}

/** What is sent of a message may grow by what its files say, so the id alone does not tell. */
function keyOf(encoding: Encoding, { id, text }: CountedText): string {
  return `${encoding} ${id} ${text.length}`;
}
