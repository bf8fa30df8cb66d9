import { describe, expect, test } from 'vitest';
import { acceptBody } from './accept-body.ts';
import { parseBody } from './parse-body.ts';

const full = {
  id: '6f0c1c2e-9b1a-4b39-8c55-0d2f6f6a1e01',
  text: 'Hey Omi, how long do I boil an egg?',
  speaker: 'SPEAKER_00',
  speaker_id: 0,
  is_user: true,
  person_id: null,
  start: 41.28,
  end: 44.02,
  translations: [],
  speech_profile_processed: true,
  stt_provider: 'deepgram',
};
const heard = { id: full.id, text: full.text, speaker: 'SPEAKER_00', isUser: true, startS: 41.28, endS: 44.02 };

/** The one segment kept of a delivery that holds only `segment`. */
function keep(segment: unknown) {
  const accepted = acceptBody({ session_id: 'u1', segments: [segment] }, {});
  if (accepted.kind !== 'transcript') throw new Error(`a transcript, not ${accepted.kind}`);
  expect(accepted.segments.length).toBeLessThanOrEqual(1);
  return accepted.segments[0];
}

describe('forms of a delivery', () => {
  test.each<[string, unknown, Record<string, unknown>]>([
    ['what Omi sends', { session_id: 'u1', segments: [full] }, { uid: 'u1' }],
    ['the user only in the body', { session_id: 'u1', segments: [full] }, {}],
    ['the user only in the query', { segments: [full] }, { uid: 'u1' }],
    ['a bare array', [full], { uid: 'u1', session_id: 'abc' }],
    ['a bare array of a session only', [full], { session_id: 'u1' }],
    [
      'our own contract',
      { session_id: 'u1', segments: [full], user_id: 'x', end: true, final: 1, is_final: null },
      { uid: 'u1' },
    ],
    ['unknown keys', { session_id: 'u1', segments: [{ ...full, speaker_match_source: 'auto' }], extra: {} }, {}],
  ])('%s', (_, body, query) => {
    expect(acceptBody(body, query)).toEqual({ kind: 'transcript', uid: 'u1', segments: [heard] });
  });

  test.each<[string, unknown, Record<string, unknown>]>([
    ['the probe', {}, {}],
    ['no body', undefined, { uid: 'u1' }],
    ['null', null, { uid: 'u1' }],
    ['a number', 7, { uid: 'u1' }],
    ['a string', 'hello', { uid: 'u1' }],
    ['segments of nobody', { segments: [full] }, {}],
    ['a uid of another kind', { session_id: 'a b', segments: [full] }, {}],
    ['a path as uid', [full], { uid: '../u1' }],
    ['a repeated uid', [full], { uid: ['u1', 'u2'] }],
    ['a very long uid', [full], { uid: 'u'.repeat(129) }],
  ])('%s is nothing to act on', (_, body, query) => {
    expect(acceptBody(body, query)).toEqual({ kind: 'nothing' });
  });

  test.each<[string, unknown]>([
    ['no segments', { session_id: 'u1' }],
    ['segments null', { session_id: 'u1', segments: null }],
    ['segments no list', { session_id: 'u1', segments: 'x' }],
    [
      'only empty texts',
      { session_id: 'u1', segments: [{ text: null }, { text: '' }, { text: 123 }, { text: ' ' }, null, 'x', {}] },
    ],
  ])('%s is a delivery without words', (_, body) => {
    expect(acceptBody(body, { uid: 'u1' })).toEqual({ kind: 'transcript', uid: 'u1', segments: [] });
  });

  test('two different users are a forgery', () => {
    expect(acceptBody({ session_id: 'u2', segments: [] }, { uid: 'u1' })).toEqual({ kind: 'forged' });
  });
});

describe('fields of a segment', () => {
  test.each<[string, unknown, unknown, number | null, number | null]>([
    ['numbers', 1.5, 2.5, 1.5, 2.5],
    ['numbers as strings', '1.5', ' 2.5 ', 1.5, 2.5],
    ['missing', undefined, undefined, null, null],
    ['NaN', Number.NaN, Number.NaN, null, null],
    ['infinite', 1, Number.POSITIVE_INFINITY, 1, null],
    ['negative', -1, -0.5, null, null],
    ['not numbers', 'soon', {}, null, null],
    ['empty strings', '', ' ', null, null],
    ['booleans', true, false, null, null],
    ['the end before the start', 5, 2, 5, 5],
    ['only the end', null, 2, 2, 2],
    ['beyond a year', 1e12, 1e300, null, null],
  ])('times: %s', (_, start, end, startS, endS) => {
    expect(keep({ text: 'hello', start, end })).toMatchObject({ startS, endS });
  });

  test('anything but a text may be missing or wrong', () => {
    const bare = { id: null, text: 'hello', speaker: null, isUser: false, startS: null, endS: null };
    expect(keep({ text: 'hello' })).toEqual(bare);
    expect(keep({ text: ' hello ', id: 7, speaker: {}, is_user: 'yes' })).toEqual(bare);
    expect(keep({ text: 'hello', id: '', speaker: 'x'.repeat(129) })).toEqual(bare);
    expect(keep({ text: 'hello', id: 'i'.repeat(129) })).toEqual(bare);
  });

  test('texts hold only what both databases can store', () => {
    expect(keep({ text: 'a\0b\ud800c', id: 'k\0', speaker: '\udc00' })).toMatchObject({
      text: 'ab\ufffdc',
      id: 'k',
      speaker: '\ufffd',
    });
  });

  test('a text is cut at 8,000 characters, never through one', () => {
    expect(keep({ text: 'x'.repeat(9000) })?.text).toHaveLength(8000);
    expect(keep({ text: `${'x'.repeat(7999)}😀` })?.text.isWellFormed()).toBe(true);
  });

  test('of a hundred thousand segments two thousand are kept', () => {
    const accepted = acceptBody(
      Array.from({ length: 100_000 }, (_, i) => ({ text: `word ${i}` })),
      { uid: 'u1' },
    );
    expect(accepted).toMatchObject({ kind: 'transcript', segments: { length: 2000 } });
  });
});

describe('JSON of a delivery', () => {
  test.each<[string, unknown]>([
    [
      '{"start": NaN, "end": -Infinity, "text": "NaN, \\"Infinity"}',
      { start: null, end: null, text: 'NaN, "Infinity' },
    ],
    ['[Infinity,NaN]', [null, null]],
    ['{}', {}],
    ['null', null],
    ['', undefined],
    ['{"text": "cut', undefined],
    ['NaN and words', undefined],
    ['{"a":\ufffd}', undefined],
  ])('%s', (text, value) => {
    expect(parseBody(text)).toEqual(value);
  });

  test('neither depth nor size stops it', () => {
    expect(parseBody('['.repeat(200_000))).toBeUndefined();
    expect(
      acceptBody(parseBody(`{"segments":${'['.repeat(50_000)}${']'.repeat(50_000)}}`), { uid: 'u1' }),
    ).toMatchObject({
      segments: [],
    });
    expect(parseBody(`NaN${'"\\'.repeat(200_000)}`)).toBeUndefined();
  });
});
