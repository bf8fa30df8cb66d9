import { expect, it } from 'vitest';
import { readTitle } from './title-question.ts';

it.each([
  ['Bicycle tubes', 'Bicycle tubes'],
  ['"**Bicycle tubes.**"\n', 'Bicycle tubes'],
  ['# Bicycle tubes', 'Bicycle tubes'],
  ['Title: «Bicycle tubes»', 'Bicycle tubes'],
  ['Here is a title:\n\nBicycle tubes\nI hope it helps.', 'Bicycle tubes'],
  ['<think>It is about "tubes".\nSo</think>\n\nBicycle   tubes', 'Bicycle tubes'],
  ['<think>It never ends', undefined],
  ['\u202eBicycle\u0007 tubes', 'Bicycle tubes'],
  ['Why 2 + 2 = 4?', 'Why 2 + 2 = 4?'],
  ['自転車のチューブ', '自転車のチューブ'],
  [`${'one name that is '.repeat(5)}long`, 'one name that is one name that is one name that is one name…'],
  ['The user asks for a tube. '.repeat(10), undefined],
  ['...', undefined],
  ['', undefined],
])('of %j takes %j', (said, title) => expect(readTitle(said)).toBe(title));
