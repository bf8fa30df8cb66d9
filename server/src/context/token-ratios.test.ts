import { describe, expect, it } from 'vitest';
import { DIALECTS, openTestStore } from '../../test/database.ts';
import { createTokenRatios } from './token-ratios.ts';

const sample = { provider: 'ollama', model: 'm', promptBytes: 45_000, promptMessages: 0, promptTokens: 10_000 };

describe('bytes of a token', () => {
  it('begin on the safe side and come near to what the vendor counts, with a margin', () => {
    const ratios = createTokenRatios();
    expect(ratios.bytesAToken('ollama', 'm')).toBe(3);
    for (let n = 0; n < 40; n += 1) ratios.learn(sample);
    expect(ratios.bytesAToken('ollama', 'm')).toBeCloseTo(4.5 * 0.9, 2);
    for (let n = 0; n < 40; n += 1) ratios.learn({ ...sample, promptTokens: 30_000 });
    expect(ratios.bytesAToken('ollama', 'm')).toBeCloseTo(1.5 * 0.9, 2);
    expect(ratios.bytesAToken('ollama', 'other')).toBe(3);
  });

  it.each([
    ['a part that was not cached', { promptTokens: 50 }],
    ['no tokens', { promptTokens: 0 }],
    ['more than our text', { promptTokens: 90_000 }],
    ['next to nothing', { promptBytes: 40, promptTokens: 10 }],
  ])('learn nothing from a count of %s', (_, change) => {
    const ratios = createTokenRatios();
    ratios.learn({ ...sample, ...change });
    expect(ratios.bytesAToken('ollama', 'm')).toBe(3);
  });

  it.each(DIALECTS)('outlive the process on %s', async (dialect) => {
    await using store = await openTestStore(dialect);
    const ratios = createTokenRatios();
    ratios.learn(sample);
    await ratios.save(store, 1);
    const next = createTokenRatios();
    await next.load(store);
    expect(next.bytesAToken('ollama', 'm')).toBe(ratios.bytesAToken('ollama', 'm'));
    expect(next.bytesAToken('ollama', 'm')).toBeGreaterThan(2.7);
  });
});
