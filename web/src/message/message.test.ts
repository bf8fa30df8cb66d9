import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';

const ROOT = import.meta.dirname;
const areas = readdirSync(join(ROOT, 'en')).map((name) => name.replace('.json', ''));
const languages = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

function read(language: string, area: string): Record<string, string> {
  return JSON.parse(readFileSync(join(ROOT, language, `${area}.json`), 'utf8'));
}

/** The names of what a message is filled with, those within its plural forms included. */
function placesIn(text: string): string[] {
  const names = new Set<string>();
  const visit = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [name, , forms] = part;
    names.add(String(name));
    if (typeof forms === 'object' && forms !== null) for (const form of Object.values(forms)) visitAll(form);
  };
  const visitAll = (parts: unknown) => Array.isArray(parts) && parts.forEach(visit);
  visitAll(compileMessage(text));
  return [...names].sort();
}

const source = ['..', '../../worker']
  .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
  .join('\n');

describe.each(areas)('the words of %s', (area) => {
  const english = read('en', area);

  it('begin with its name and are all used', () => {
    const keys = Object.keys(english);
    expect(keys.filter((key) => !key.startsWith(`${area}.`))).toEqual([]);
    expect(keys.filter((key) => !source.includes(`'${key}'`))).toEqual([]);
  });

  it.each(languages)('are all there in %s, with the same places to fill', (language) => {
    const translated = read(language, area);
    expect(Object.keys(translated)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(english))
      expect([key, placesIn(translated[key] ?? '')]).toEqual([key, placesIn(text)]);
    expect(Object.values(translated)).not.toContain('');
  });
});
