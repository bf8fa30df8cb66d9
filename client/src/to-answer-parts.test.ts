import { expect, test } from 'vitest';
import { toAnswerParts } from './to-answer-parts.ts';

const use = (id: string, at: number) => ({
  id,
  server: 'notes',
  tool: 'find',
  arguments: '{}',
  status: 'done' as const,
  result: null,
  at,
});
const shown = (text: string, ...uses: ReturnType<typeof use>[]) =>
  toAnswerParts(text, uses).map((part) => (part.kind === 'text' ? part.text : part.use.id));

test('an answer without tools is one text, an empty one nothing', () => {
  expect(shown('Hello.')).toEqual(['Hello.']);
  expect(shown('')).toEqual([]);
});

test('tools stand where they were used, those of one place together and in their order', () => {
  expect(shown('Look: There.', use('a', 6), use('b', 6))).toEqual(['Look: ', 'a', 'b', 'There.']);
  expect(shown('There.', use('a', 0))).toEqual(['a', 'There.']);
});

test('one that is said to stand beyond the text stands at its end, and blank text between two is left out', () => {
  expect(shown('Half', use('a', 99))).toEqual(['Half', 'a']);
  expect(shown('A\n\nB', use('a', 1), use('b', 3))).toEqual(['A', 'a', 'b', 'B']);
});
