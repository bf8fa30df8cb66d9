import { beforeAll, describe, expect, it, vi } from 'vitest';
import { formatAgo } from './format-moment.ts';
import { i18n } from './i18n.ts';

const NOW = Date.parse('2026-03-06T12:00:00Z');
const ago = (ms: number) => formatAgo(new Date(NOW - ms).toISOString(), NOW);

describe('a moment, seen from now', () => {
  beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));

  it('is told in the largest unit that fits', () => {
    expect([ago(4_000), ago(61_000), ago(3 * 3_600_000), ago(86_400_000), ago(12 * 86_400_000)]).toEqual([
      'now',
      '1 minute ago',
      '3 hours ago',
      'yesterday',
      '12 days ago',
    ]);
    expect(ago(-2 * 3_600_000)).toBe('in 2 hours');
  });

  it('is told by its day when it is far away', () => {
    expect(ago(90 * 86_400_000)).toBe('Dec 6, 2025');
  });

  it('is written as the browser asks for it, in the language of the page', () => {
    vi.stubGlobal('navigator', { languages: ['de-AT', 'en-GB', 'en-US'] });
    expect(ago(90 * 86_400_000)).toBe('6 Dec 2025');
    vi.unstubAllGlobals();
  });
});
