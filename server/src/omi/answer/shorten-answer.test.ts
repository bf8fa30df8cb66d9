import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortenAnswer } from './shorten-answer.ts';

const shorten = (text: string) => shortenAnswer(text, '…');

test('leaves alone what fits', () => {
  expect(shorten('  Eight minutes.\n')).toBe('Eight minutes.');
  expect(shorten('x'.repeat(1000))).toBe('x'.repeat(1000));
});

test('cuts after a whole sentence', () => {
  const cut = shorten('One sentence here. '.repeat(60));
  expect(cut).toBe(`${'One sentence here. '.repeat(52).trim()} …`);
  expect(shorten(`${'He said “no.” '.repeat(80)}`)).toMatch(/no\.” …$/);
});

test('cuts after a whole word where sentences are too long', () => {
  expect(shorten(`Yes. ${'word '.repeat(300)}`)).toMatch(/^Yes\. (word )+…$/);
  expect(shorten(`Version 1.5 ${'3.14159 '.repeat(200)}`)).toMatch(/3\.14159 …$/);
});

test('never gives more than 1,000 characters, half a character or the beginning of something else', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 400 }), { maxLength: 12 }), (parts) => {
      const text = parts.join('. ');
      const cut = shorten(text);
      expect(cut.length).toBeLessThanOrEqual(1000);
      expect(cut.isWellFormed()).toBe(true);
      expect(text.trim().startsWith(cut.replace(/ …$/, '').slice(0, -1))).toBe(true);
    }),
  );
  expect(shorten('😀'.repeat(900)).length).toBeLessThanOrEqual(1000);
});

test('says where the rest is, within the room that was given', () => {
  const cut = shortenAnswer('One sentence here. '.repeat(60), '… (more in the app)', 100);
  expect(cut).toBe(`${'One sentence here. '.repeat(4).trim()} … (more in the app)`);
  expect(cut.length).toBeLessThanOrEqual(100);
});
