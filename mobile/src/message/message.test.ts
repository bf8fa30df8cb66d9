import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = import.meta.dirname;
const areas = readdirSync(join(ROOT, 'en')).map((name) => name.replace('.json', ''));

function read(language: string, area: string): Record<string, string> {
  return JSON.parse(readFileSync(join(ROOT, language, `${area}.json`), 'utf8'));
}

/** The names of what a message is filled with. */
function placesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => String(name)))].sort();
}

const source = readdirSync(join(ROOT, '..'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
  .join('\n');

describe.each(areas)('the words of %s on the phone', (area) => {
  const english = read('en', area);

  it('begin with its name and are all used', () => {
    const keys = Object.keys(english);
    expect(keys.filter((key) => !key.startsWith(`${area}.`))).toEqual([]);
    expect(keys.filter((key) => !source.includes(`'${key}'`))).toEqual([]);
  });

  it('are all there in German, with the same places to fill', () => {
    const german = read('de', area);
    expect(Object.keys(german)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(english))
      expect([key, placesIn(german[key] ?? '')]).toEqual([key, placesIn(text)]);
    expect(Object.values(german)).not.toContain('');
  });
});
