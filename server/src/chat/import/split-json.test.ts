import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createJsonSplitter } from './split-json.ts';

function split(bytes: Uint8Array, cuts: readonly number[], maxBytes = 1_000_000): unknown[] {
  const splitter = createJsonSplitter(maxBytes);
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  const pieces = [0, ...places].map((from, i) => bytes.slice(from, places[i] ?? bytes.length));
  const elements = [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.finish()];
  return elements.map((element) => JSON.parse(element.toString('utf8')));
}

it('gives the elements of the outermost list, wherever the text is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue({ maxDepth: 4 })),
      fc.array(fc.nat(), { maxLength: 8 }),
      fc.nat(3),
      (list, cuts, space) => {
        const bytes = new TextEncoder().encode(` \n${JSON.stringify(list, null, space)}\n`);
        expect(split(bytes, cuts)).toEqual(JSON.parse(JSON.stringify(list)));
      },
    ),
    { numRuns: 500 },
  );
});

it('takes any other text as one element, and nothing as none', () => {
  const text = '{"a":[1,{"b":"],\\"}"}],"c":2}';
  expect(split(new TextEncoder().encode(text), [3, 9, 14])).toEqual([JSON.parse(text)]);
  for (const nothing of ['', ' \n', '[]', '[ ]', '\ufeff[]'])
    expect(split(new TextEncoder().encode(nothing), [])).toEqual([]);
});

it('holds no more than one element, however deep, and none that is cut off', () => {
  const deep = new TextEncoder().encode(`[${'['.repeat(2_000)}`);
  expect(() => split(deep, [], 1_000)).toThrow('too large');
  expect(() => split(deep, [])).toThrow('not whole');
  expect(() => split(new TextEncoder().encode('[1,"2'), [])).toThrow('not whole');
});
