import { expect, test } from 'vitest';
import { highlight } from './highlight.ts';

test('colours a language by any of its names, keeping every character', async () => {
  const code = 'const x: number = 1;\n// done';
  const lines = await highlight(code, 'TS');
  expect(lines?.map((line) => line.map((token) => token.content).join('')).join('\n')).toBe(code);
  expect(lines?.flat().some((token) => token.color?.startsWith('var(--code-token-'))).toBe(true);
});

test('leaves alone what it does not know, and what is too long', async () => {
  expect(await highlight('x', 'klingon')).toBeUndefined();
  expect(await highlight('x'.repeat(60_001), 'ts')).toBeUndefined();
});
