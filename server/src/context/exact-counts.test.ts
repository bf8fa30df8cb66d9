import { afterAll, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { cutRuns } from './cut-runs.ts';
import { encodingOf } from './encoding-of.ts';
import { createExactCounts } from './exact-counts.ts';

describe('exact counts', () => {
  const counts = createExactCounts(createLog('silent'));
  afterAll(() => counts.stop());
  const text = { id: 'a', text: 'Hello world, this is a test.' };

  it('are those of OpenAI’s vocabularies, once they are made', async () => {
    expect(counts.find('gpt-4o', text)).toBeUndefined();
    await counts.count('gpt-4o', [text]);
    await counts.count('gpt-4', [text]);
    expect([counts.find('openai/gpt-5-mini', text), counts.find('gpt-4-turbo', text)]).toEqual([8, 8]);
    expect(counts.find('gpt-4o', { id: 'a', text: 'longer than it was counted' })).toBeUndefined();
  });

  it('take marks of the vocabulary as text, and an endless word in its stride', async () => {
    const marks = { id: 'b', text: 'a <|endoftext|> b' };
    const word = { id: 'c', text: 'a'.repeat(50_000) };
    const startedMs = performance.now();
    await counts.count('gpt-4o', [marks, word]);
    expect(performance.now() - startedMs).toBeLessThan(3_000);
    expect(counts.find('gpt-4o', marks)).toBeGreaterThan(3);
    expect(counts.find('gpt-4o', word)).toBeGreaterThan(1_000);
  });

  it('do not exist for models whose vocabulary is not published', async () => {
    await counts.count('llama3.2', [text]);
    expect(counts.find('llama3.2', text)).toBeUndefined();
    expect(['o3-mini', 'gpt-oss:20b', 'gpt-3.5-turbo', 'mistral-gpt', 'claude-4'].map(encodingOf)).toEqual([
      'o200k_base',
      'o200k_base',
      'cl100k_base',
      undefined,
      undefined,
    ]);
  });

  it('cuts nothing but long runs, and loses nothing', () => {
    const prose = 'words and words '.repeat(100);
    expect(cutRuns(prose)).toEqual([prose]);
    const mixed = `${prose}${'x'.repeat(450)} end${' '.repeat(300)}.`;
    expect(cutRuns(mixed).join('')).toBe(mixed);
    expect(
      Math.max(
        ...cutRuns(mixed)
          .slice(1)
          .map((part) => part.length),
      ),
    ).toBeLessThanOrEqual(200);
  });
});
