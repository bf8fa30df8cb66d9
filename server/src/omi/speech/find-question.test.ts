import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Segment } from '../intake/segment.ts';
import { findQuestions } from './find-question.ts';

/** `[startS, endS, text]` with the keys a, b, c … in the order given. */
function heard(...parts: [number, number, string][]): Segment[] {
  return parts.map(([startS, endS, text], i) => ({
    key: String.fromCharCode(97 + i),
    text,
    speaker: `SPEAKER_0${i % 2}`,
    isUser: i % 2 === 1,
    startS,
    endS,
  }));
}

const texts = (segments: Segment[]) => findQuestions(segments).map(({ text, hasEnded }) => [text, hasEnded]);

describe('a question', () => {
  test.each<[string, [number, number, string][], [string, boolean][]]>([
    ['in one segment', [[1, 3, 'Hey Omi, what time is it?']], [['what time is it?', true]]],
    ['without its mark is not over', [[1, 3, 'Hey Omi, what time is it']], [['what time is it', false]]],
    ['ends with an ellipsis or a quote', [[1, 3, 'Hey Omi, who said “I came.”']], [['who said “I came.”', true]]],
    [
      'split between hey and name',
      [
        [10, 10.6, 'and hey'],
        [11.1, 13, 'Omie, what is on my list?'],
      ],
      [['what is on my list?', true]],
    ],
    [
      'split inside',
      [
        [1, 2, 'Hey Omi, what time'],
        [2.5, 4, 'is it in Lima?'],
      ],
      [['what time is it in Lima?', true]],
    ],
    [
      'two seconds apart',
      [
        [1, 2, 'Hey Omi, what time'],
        [4, 5, 'is it in Lima?'],
      ],
      [['what time is it in Lima?', true]],
    ],
    [
      'cut off by a longer pause',
      [
        [1, 2, 'Hey Omi, what time'],
        [4.1, 5, 'is it in Lima?'],
      ],
      [['what time', false]],
    ],
    [
      'a pause after the name',
      [
        [1, 2, 'Hey Omi.'],
        [6, 8, 'What time is it?'],
      ],
      [['What time is it?', true]],
    ],
    [
      'the name again after a pause',
      [
        [1, 2, 'Hey Omi'],
        [5, 8, 'Omi, what time is it?'],
      ],
      [['what time is it?', true]],
    ],
    [
      'too long a pause after the name',
      [
        [1, 2, 'Hey Omi.'],
        [7.1, 8, 'What time is it?'],
      ],
      [['', false]],
    ],
    [
      'hey and name too far apart',
      [
        [1, 2, 'and hey'],
        [4.1, 5, 'Omi is charging.'],
      ],
      [],
    ],
    [
      'a bare name, then something else',
      [
        [1, 2, 'Omi.'],
        [3, 4, 'That is its name.'],
      ],
      [],
    ],
    [
      'a bare name, then a request',
      [
        [1, 2, 'Omi.'],
        [5, 6, 'What time is it?'],
      ],
      [['What time is it?', true]],
    ],
    [
      'two in one segment',
      [[1, 6, 'Hey Omi, what time is it? Hey Omi, what day is it']],
      [
        ['what time is it?', true],
        ['what day is it', false],
      ],
    ],
    [
      'the first of two has ended with the second',
      [[1, 6, 'Hey Omi, what time is it hey Omi what day']],
      [
        ['what time is it', true],
        ['what day', false],
      ],
    ],
    [
      'what is said after its mark is no part of it',
      [
        [1, 3, 'Hey Omi, I have eggs. How long?'],
        [3.5, 5, 'I like them soft.'],
      ],
      [['I have eggs. How long?', true]],
    ],
    [
      'times that say nothing',
      [
        [0, 0, 'Hey Omi,'],
        [0, 0, 'what time is it?'],
      ],
      [['what time is it?', true]],
    ],
    [
      'everyday talk',
      [
        [1, 2, 'Naomi, are you there?'],
        [3, 4, 'Hey, yes.'],
      ],
      [],
    ],
    ['nothing', [], []],
  ])('%s', (_, parts, expected) => {
    expect(texts(heard(...parts))).toEqual(expected);
  });

  test('is known by the segment of the name, whatever came before it', () => {
    const [hey, name] = heard([10, 10.6, 'and hey'], [11.1, 13, 'Omie, what is on my list?']);
    if (!hey || !name) throw new Error('two segments');
    expect(findQuestions([name]).map(({ id }) => id)).toEqual(['b#0']);
    expect(findQuestions([name, hey])).toEqual([
      { id: 'b#0', wakeWord: 'hey Omie', text: 'what is on my list?', hasEnded: true, segmentKeys: ['a', 'b'] },
    ]);
    expect(findQuestions(heard([1, 6, 'Hey Omi, one. Hey Omi, two.'])).map(({ id }) => id)).toEqual(['a#0', 'a#1']);
  });

  test('names the segments from the wake word on', () => {
    const segments = heard([0, 1, 'Good soup.'], [1.2, 2, 'Hey Omi, what'], [2.1, 3, 'is in it?'], [9, 10, 'Salt.']);
    expect(findQuestions(segments)[0]?.segmentKeys).toEqual(['b', 'c']);
  });

  test('is the same in whatever order the segments arrive', () => {
    const segments = heard(
      [0, 1, 'Good soup.'],
      [1.2, 2, 'Hey'],
      [2.1, 3, 'Omi, what is'],
      [3.2, 4, 'in it?'],
      [9, 10, 'Omi.'],
      [12, 13, 'Tell me a joke.'],
    );
    const expected = findQuestions(segments);
    expect(expected.map(({ text }) => text)).toEqual(['what is in it?', 'Tell me a joke.']);
    fc.assert(
      fc.property(fc.shuffledSubarray(segments, { minLength: segments.length }), (shuffled) => {
        expect(findQuestions(shuffled)).toEqual(expected);
      }),
    );
  });
});
