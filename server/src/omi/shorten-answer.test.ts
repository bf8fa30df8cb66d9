import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortenAnswer } from './shorten-answer.ts';

test('leaves alone what fits', () => {
  expect(shortenAnswer('  Eight minutes.\n')).toBe('Eight minutes.');
  expect(shortenAnswer('x'.repeat(1000))).toBe('x'.repeat(1000));
});

test('cuts after a whole sentence', () => {
  const cut = shortenAnswer('One sentence here. '.repeat(60));
  expect(cut).toBe(`${'One sentence here. '.repeat(52).trim()} …`);
  expect(shortenAnswer(`${'He said “no.” '.repeat(80)}`)).toMatch(/no\.” …$/);
});

test('cuts after a whole word where sentences are too long', () => {
  expect(shortenAnswer(`Yes. ${'word '.repeat(300)}`)).toMatch(/^Yes\. (word )+…$/);
  expect(shortenAnswer(`Version 1.5 ${'3.14159 '.repeat(200)}`)).toMatch(/3\.14159 …$/);
});

test('never gives more than 1,000 characters, half a character or the beginning of something else', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 400 }), { maxLength: 12 }), (parts) => {
      const text = parts.join('. ');
      const cut = shortenAnswer(text);
      expect(cut.length).toBeLessThanOrEqual(1000);
      expect(cut.isWellFormed()).toBe(true);
      expect(text.trim().startsWith(cut.replace(/ …$/, '').slice(0, -1))).toBe(true);
    }),
  );
  expect(shortenAnswer('😀'.repeat(900)).length).toBeLessThanOrEqual(1000);
});
