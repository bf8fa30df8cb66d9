import { describe, expect, test } from 'vitest';
import type { BaseProvider, ChatRequest } from '../spec.ts';
import { collectAnswer } from './collect-answer.ts';

export interface ProviderCase {
  /** The provider, in front of something that answers. */
  provider(): BaseProvider;
  /** Must be answered with more than one part. */
  request: ChatRequest;
  /** Something that stands in the answer. */
  expectedText: string;
}

/** What holds for every provider, whatever is behind it. */
export function describeProvider(name: string, { provider, request, expectedText }: ProviderCase): void {
  describe(`${name} as a provider`, () => {
    test('answers in several parts and ends with one finish', async () => {
      const answer = await collectAnswer(provider().chat_stream(request, new AbortController().signal));
      expect(answer.text).toContain(expectedText);
      expect(answer.parts.length).toBeGreaterThan(1);
      expect(answer.last).toMatchObject({ type: 'finish', finish_reason: 'stop' });
    });

    test('gives no empty part', async () => {
      const { parts } = await collectAnswer(provider().chat_stream(request, new AbortController().signal));
      expect(parts.filter((part) => (part.type === 'text' || part.type === 'reasoning') && part.text === '')).toEqual(
        [],
      );
    });

    test('gives nothing when it was aborted before', async () => {
      const answer = await collectAnswer(provider().chat_stream(request, AbortSignal.abort()));
      expect(answer).toMatchObject({ parts: [], last: undefined });
    });

    test('ends without a further part when it is aborted', async () => {
      const abort = new AbortController();
      const stream = provider().chat_stream(request, abort.signal)[Symbol.asyncIterator]();
      expect((await stream.next()).done).toBe(false);
      abort.abort();
      expect((await stream.next()).done).toBe(true);
      expect((await stream.next()).done).toBe(true);
    });

    test('lists models with ids and is up', async () => {
      const { signal } = new AbortController();
      const models = await provider().list_models(signal);
      expect(models.length).toBeGreaterThan(0);
      expect(models.every(({ id, name: shown }) => id !== '' && shown !== '')).toBe(true);
      expect(await provider().health(signal)).toEqual({ status: 'up', message: null });
    });
  });
}
