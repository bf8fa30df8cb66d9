import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Segment } from '../intake/segment.ts';
import { createSpeechWindow } from '../speech/speech-window.ts';
import { CODE_MASK, deriveLinkCode, findLinkCodes, keepOnlyDigits, linkSentence } from './link-code.ts';
import { maskSpan } from './mask-span.ts';

const codesIn = (text: string) => findLinkCodes(text).map(({ code }) => code);

describe('a link code is heard', () => {
  test.each([
    ['My link code is 4277 1938.', '42771938'],
    ['42771938', '42771938'],
    ['4277-1938', '42771938'],
    ['4 2 7 7 1 9 3 8', '42771938'],
    ['4, 2, 7, 7, 1, 9, 3, 8.', '42771938'],
    ['42 77 19 38', '42771938'],
    ['My code is four two, seven 7 one-nine. three eight', '42771938'],
    ['four two seven seven one nine three eight', '42771938'],
    ['Four Two Seven Seven. One Nine Three Eight.', '42771938'],
    ['four-two-seven-seven-one-nine-three-eight', '42771938'],
    ['for to seven seven won nine tree ate', '42771938'],
    ['fore too 7 seven one nein three 8', '42771938'],
    ['for two double seven one nine three eight', '42771938'],
    ['four two double 7 one nine three eight', '42771938'],
    ['triple zero double five one two three', '00055123'],
    ['treble oh double five one two three', '00055123'],
    ['oh o zero owe nought nil one two', '00000012'],
    ['forty two seventy seven nineteen thirty eight', '42771938'],
    ['forty-two seventy-seven nineteen thirty-eight', '42771938'],
    ['twenty thirty eleven ninety', '20301190'],
    ['four two uh seven seven, um, one nine then three eight', '42771938'],
    ['four two seven seven dash one nine three eight', '42771938'],
    ['Please listen to four two seven seven one nine three eight', '42771938'],
    ['it is for 4277 1938 to you', '42771938'],
    ['The code is 4277 1938, 4277 1938.', '42771938'],
    ['my number is niner niner one two three four five six', '99123456'],
  ])('%s', (text, code) => {
    expect(codesIn(text)).toContain(code);
  });

  test.each([
    'four two seven seven one nine three',
    'four two seven seven one nine three eight five',
    '427719385',
    '4277 and 1938',
    'My phone number is 030 4277 1938.',
    'call 555 0199 tomorrow at five',
    'to to too for for won ate oh dear',
    'double trouble, triple the fun',
    'double seventeen',
    'one hundred and twenty three',
    'at 10:30 we leave, at 11:45 we are there',
    '',
  ])('not in: %s', (text) => {
    expect(codesIn(text).filter((code) => !/^[012489]*$/.test(code) || /[3567]/.test(code))).toEqual([]);
  });

  test('however its digits are spelled and parted', () => {
    const spellings = [
      ['0', 'zero', 'oh', 'o'],
      ['1', 'one', 'won'],
      ['2', 'two', 'to', 'too'],
      ['3', 'three', 'tree'],
      ['4', 'four', 'for', 'fore'],
      ['5', 'five', 'fife'],
      ['6', 'six'],
      ['7', 'seven'],
      ['8', 'eight', 'ate'],
      ['9', 'nine', 'nein'],
    ];
    const digit = fc
      .nat(9)
      .chain((value) => fc.tuple(fc.constant(value), fc.constantFrom(...(spellings[value] ?? []))));
    const separator = fc.constantFrom(' ', ', ', '-', '. ', ' uh ', ' – ');
    fc.assert(
      fc.property(fc.array(fc.tuple(digit, separator), { minLength: 8, maxLength: 8 }), (parts) => {
        const text = parts.map(([[, word], mark]) => word + mark).join('');
        expect(codesIn(`The code is ${text}thanks`)).toContain(parts.map(([[value]]) => value).join(''));
      }),
    );
  });

  test('said twice in a row, both places are known', () => {
    expect(findLinkCodes('so 4277 1938 4277 1938')).toEqual([
      { code: '42771938', start: 3, end: 12 },
      { code: '42771938', start: 13, end: 22 },
    ]);
  });
});

test('a new code is eight digits and is heard from its own sentence', () => {
  const codes = Array.from({ length: 200 }, (_, i) => deriveLinkCode('secret', `seed ${i}`));
  expect(new Set(codes).size).toBe(200);
  for (const code of codes) {
    expect(code).toMatch(/^\d{8}$/);
    expect(codesIn(linkSentence(code))).toEqual([code]);
  }
  expect(deriveLinkCode('secret', 'seed 7')).toBe(codes[7]);
  expect(deriveLinkCode('another', 'seed 7')).not.toBe(codes[7]);
});

describe('masking', () => {
  const segment = (key: string, text: string): Segment => ({
    key,
    text,
    speaker: null,
    isUser: false,
    startS: 0,
    endS: 1,
  });

  test('hides a code in every segment it runs through and leaves the rest', () => {
    const window = createSpeechWindow([
      segment('a', 'Good. My code is four two,'),
      segment('b', 'seven 7 one-nine.'),
      segment('c', 'three eight. And the weather?'),
      segment('d', 'Fine.'),
    ]);
    const [heard] = findLinkCodes(window.text);
    if (!heard) throw new Error('a code was said');
    expect(maskSpan(window, heard, CODE_MASK).map(({ key, text }) => [key, text])).toEqual([
      ['a', `Good. My code is ${CODE_MASK}`],
      ['b', CODE_MASK],
      ['c', `${CODE_MASK}. And the weather?`],
    ]);
  });

  test.each([
    ['My code is four two, then', 'x four two x'],
    ['I met Anna to talk for an hour', ''],
    ['seven 7 one-nine.', 'seven 7 one nine'],
    ['it costs 12 euros and 50 cents', 'x 12 x 50 x'],
    ['', ''],
  ])('keeps only digits of: %s', (text, kept) => {
    expect(keepOnlyDigits(text)).toBe(kept);
  });

  test('a code split over two segments is still heard when only digits were kept', () => {
    expect(
      codesIn(['My code is four two seven seven', 'one nine three eight, okay?'].map(keepOnlyDigits).join(' ')),
    ).toEqual(['42771938']);
    expect(codesIn(['Flight 4277', 'leaves at 1938'].map(keepOnlyDigits).join(' '))).toEqual([]);
  });
});
