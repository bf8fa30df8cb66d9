import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameSegment, mergeSegment } from './merge-segment.ts';
import type { HeardSegment, Segment } from './segment.ts';
import { segmentKey } from './segment-key.ts';

const copy: fc.Arbitrary<Segment> = fc.record({
  key: fc.constant('k'),
  text: fc.oneof(fc.constantFrom('', 'a', 'b', 'aa', '••••', 'x ••••'), fc.string({ unit: 'binary' })),
  speaker: fc.option(fc.constantFrom('SPEAKER_00', 'SPEAKER_01')),
  isUser: fc.boolean(),
  startS: fc.nat(5),
  endS: fc.nat(9),
});

describe('merging copies of a segment', () => {
  test('does not depend on their order', () => {
    fc.assert(
      fc.property(copy, copy, (a, b) => {
        expect(mergeSegment(a, b)).toEqual(mergeSegment(b, a));
      }),
    );
  });

  test('does not depend on their grouping', () => {
    fc.assert(
      fc.property(copy, copy, copy, (a, b, c) => {
        expect(mergeSegment(mergeSegment(a, b), c)).toEqual(mergeSegment(a, mergeSegment(b, c)));
      }),
    );
  });

  test('does not depend on how often they come', () => {
    fc.assert(
      fc.property(copy, copy, (a, b) => {
        expect(mergeSegment(a, a)).toEqual(a);
        expect(mergeSegment(mergeSegment(a, b), b)).toEqual(mergeSegment(a, b));
      }),
    );
  });

  const base: Segment = { key: 'k', text: 'Hey Omi, what', speaker: null, isUser: false, startS: 1, endS: 2 };

  test('keeps the grown text, the widest times, the recognised voice', () => {
    const grown = {
      ...base,
      text: 'Hey Omi, what time is it?',
      speaker: 'SPEAKER_00',
      isUser: true,
      startS: 1.1,
      endS: 3,
    };
    expect(mergeSegment(grown, base)).toEqual({ ...grown, startS: 1 });
  });

  test('never brings a masked code back', () => {
    const masked = { ...base, text: 'It is ••••' };
    expect(mergeSegment(masked, { ...base, text: 'It is four two seven seven one nine three eight' }).text).toBe(
      'It is ••••',
    );
  });

  test('tells a change from a repetition', () => {
    expect(isSameSegment(base, { ...base })).toBe(true);
    for (const change of [{ text: 'x' }, { speaker: 'x' }, { isUser: true }, { startS: 0 }, { endS: 9 }]) {
      expect(isSameSegment(base, { ...base, ...change })).toBe(false);
    }
  });
});

describe('the key of a segment', () => {
  const heard: HeardSegment = { id: null, text: 'hello', speaker: null, isUser: false, startS: 1, endS: 2 };

  test('is its id', () => {
    expect(segmentKey('u1', { ...heard, id: 'abc' })).toBe('abc');
  });

  test('without an id is the same for the same words at the same time of the same user, and for nothing else', () => {
    const key = segmentKey('u1', heard);
    expect(key).toMatch(/^~[0-9a-f]{64}$/);
    expect(segmentKey('u1', { ...heard, speaker: 'SPEAKER_01', isUser: true })).toBe(key);
    const others = [
      segmentKey('u2', heard),
      segmentKey('u1', { ...heard, text: 'hello!' }),
      segmentKey('u1', { ...heard, startS: 1.1 }),
      segmentKey('u1', { ...heard, endS: null }),
    ];
    expect(new Set([key, ...others]).size).toBe(5);
  });
});
