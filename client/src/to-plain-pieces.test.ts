import { expect, it } from 'vitest';
import { toPlainPieces } from './to-plain-pieces.ts';

const plain = (...texts: string[]) =>
  toPlainPieces(texts.map((text, index) => ({ text, marked: index % 2 === 1 })))
    .map(({ text }) => text)
    .join('|');

it.each([
  ['Because of **Rayleigh** scattering', 'Because of Rayleigh scattering'],
  ['# Title\n\n- one\n- two\n> quoted', 'Title one two quoted'],
  ['Use `npm ci`, ~~not~~ *now*', 'Use npm ci, not now'],
  ['```js\nconst x = 1;\n```', ' const x = 1; '],
  ['[here](https://example.org/a) ![a cat](https://evil.example/c.png)', 'here a cat'],
  ['a_name, 2 - 1, #5 and 3 > 2', 'a_name, 2 - 1, #5 and 3 > 2'],
])('%j is read as %j', (markdown, read) => expect(plain(markdown)).toBe(read));

it('reads marks whose partner is in another piece, or cut off', () => {
  expect(plain('of **', 'Rayleigh', '** scattering, `no')).toBe('of |Rayleigh| scattering, no');
});

it('takes no word for the beginning of a line because a piece begins with it', () => {
  expect(plain('one ', 'two', ' - three')).toBe('one |two| - three');
});

it('keeps what else a piece holds', () => {
  expect(toPlainPieces([{ text: '**x**', marked: true }])).toEqual([{ text: 'x', marked: true }]);
});
