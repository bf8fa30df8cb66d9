import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from '@swc/core';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
/** What people read or hear of an element, beside what stands in it. */
const SAID =
  /^(aria-(label|description|roledescription|valuetext)|title|placeholder|alt|label|description|hint|lead|\w+Label)$/;
/** Names, which no language translates. */
const NAMES = new Set(['OmniAI', 'Omi', 'CSV', 'JSON Lines']);
/** What machines read: addresses, commands, keys. */
const CODE = /^--|^npx |\w[./#]\w/;

interface Tree {
  type: string;
  value: unknown;
  name: { value?: unknown };
  expression: Tree;
  quasis: readonly { cooked: unknown }[];
}

/** The words that a file shows by itself, without the catalogues. */
function wordsIn(source: string): string[] {
  const found: string[] = [];
  const note = (text: unknown) => {
    const words = typeof text === 'string' ? text.trim() : '';
    if (/\p{L}{2}/u.test(words) && !NAMES.has(words) && !CODE.test(words)) found.push(words);
  };
  const noteShown = (shown: Tree | null) => {
    const value = shown?.type === 'JSXExpressionContainer' ? shown.expression : shown;
    if (value?.type === 'StringLiteral') note(value.value);
    if (value?.type === 'TemplateLiteral') for (const { cooked } of value.quasis) note(cooked);
  };
  JSON.parse(JSON.stringify(parseSync(source, { syntax: 'typescript', tsx: true })), (key, node) => {
    if (node?.type === 'JSXText') note(node.value);
    if (node?.type === 'JSXAttribute' && SAID.test(String(node.name.value))) noteShown(node.value);
    if (key === 'children' && Array.isArray(node)) node.filter((child) => child?.type !== 'JSXText').forEach(noteShown);
    return node;
  });
  return found;
}

it('sees words wherever they could stand', () => {
  const source = `<p title="One more" className="no word">Two words{' three '}{\`four \${x}\`}{t('five')}</p>`;
  expect(wordsIn(source).toSorted()).toEqual(['One more', 'Two words', 'four', 'three']);
});

it('finds no word on the page that is in no catalogue', () => {
  const files = readdirSync(ROOT, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith('.tsx') && !name.endsWith('.test.tsx'))
    .map(({ parentPath, name }) => join(parentPath, name));
  const stray = files.flatMap((file) =>
    wordsIn(readFileSync(file, 'utf8')).map((word) => `${relative(ROOT, file)}: ${word}`),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(stray).toEqual([]);
});
