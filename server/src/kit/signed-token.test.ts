import { describe, expect, it } from 'vitest';
import { isTokenFor, signToken } from './signed-token.ts';

const NOW = Date.UTC(2026, 4, 1);
const token = signToken('secret', 'visit:ada', NOW + 1_000);

describe('a signed token', () => {
  it('is good for its subject until it ends', () => {
    expect(isTokenFor('secret', 'visit:ada', token, NOW)).toBe(true);
    expect(isTokenFor('secret', 'visit:ada', token, NOW + 999)).toBe(true);
    expect(isTokenFor('secret', 'visit:ada', token, NOW + 1_000)).toBe(false);
  });

  it('is safe in a URL, and no two are the same', () => {
    expect(token).toMatch(/^[\w.-]{20,100}$/);
    expect(signToken('secret', 'visit:ada', NOW + 1_000)).not.toBe(token);
  });

  it.each([
    ['another subject', 'visit:bob', token],
    ['a longer subject', 'visit:ada:', token],
    ['a later end', 'visit:ada', token.replace(/^[^.]+/, (NOW + 99_000).toString(36))],
    ['another nonce', 'visit:ada', token.replace(/\.[^.]+\./, '.AAAAAAAAAAAA.')],
    ['another signature', 'visit:ada', token.replace(/[^.]+$/, 'A'.repeat(43))],
    ['no signature', 'visit:ada', token.replace(/[^.]+$/, '')],
    ['nothing at all', 'visit:ada', ''],
    ['dots', 'visit:ada', '...'],
  ])('is refused for %s', (_, subject, altered) => {
    expect(isTokenFor('secret', subject, altered, NOW)).toBe(false);
  });

  it('is refused under another secret', () => {
    expect(isTokenFor('other', 'visit:ada', token, NOW)).toBe(false);
  });
});
