import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { beforeAll, describe, expect, it } from 'vitest';
import german from '../message/de/server.json';
import { i18n } from './i18n.ts';
import { loadServerSentences, serverSentence } from './server-sentence.ts';

const SERVER = join(import.meta.dirname, '../../../server/src');
/** Whose every sentence is read on the page. */
const SPOKEN = /errors\.ts$|explain-knock|run-self-test|admin\/check-provider|check-address|http\/map-failure/;
/** Requests of programs, and what the page never asks for. */
const FOR_PROGRAMS = [
  /^(There is no such provider|Answer with the word|In a container|No (provider|such))/,
  /METRICS_TOKEN|Idempotency-Key|data URL|cursor|This id was used|The id "|There are: |a payload|importieren|A payload/i,
  /Host header|request could not be read|as the body of the request|is too common|is running already/,
  /Omi (does not|did not)|still being sent to Omi|Only (what|an answer)|Send the file as|instances?\b/,
];

interface Tree {
  type?: string;
  value?: unknown;
  callee?: { value?: unknown };
  quasis?: readonly { cooked: unknown }[];
}

const SENTENCE = /^[A-Z{].*\S \S.*\.$/;

/** The texts in a program, with `{}` for what is filled in. @param onlyErrors those that an `AppError` is made of */
function textsIn(source: string, onlyErrors: boolean): string[] {
  const found: string[] = [];
  const visit = (node: unknown, isWanted: boolean): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, value, quasis, callee }: Tree = node;
    const text =
      type === 'StringLiteral'
        ? value
        : type === 'TemplateLiteral'
          ? quasis?.map(({ cooked }) => cooked).join('{}')
          : '';
    if (isWanted && typeof text === 'string') found.push(text);
    const isError = type === 'NewExpression' && callee?.value === 'AppError';
    for (const part of Object.values(node)) visit(part, isWanted || isError);
  };
  visit(parseSync(source, { syntax: 'typescript' }), !onlyErrors);
  return found;
}

const sources = globSync('**/*.ts', { cwd: SERVER })
  .filter((path) => !/\.test\.ts$|(^|\/)test\//.test(path))
  .map((path) => ({ path, text: readFileSync(join(SERVER, path), 'utf8') }));
const known = new Set(Object.keys(german).map((id) => id.replaceAll(/\{\d+\}/g, '{}')));

describe('what the server says', () => {
  beforeAll(async () => {
    await loadServerSentences('de');
    i18n.activate('de');
  });

  it('is said in German, with what stands in it', () => {
    const down = 'Cellar is not running at http://127.0.0.1:9. Start it, or have an admin correct its address.';
    expect(serverSentence('The e-mail or the password is wrong.')).toBe(german['The e-mail or the password is wrong.']);
    expect(serverSentence(down)).toBe(
      'Cellar läuft nicht unter http://127.0.0.1:9. Starte ihn, oder lass seine Adresse in der Verwaltung berichtigen.',
    );
    expect(serverSentence('Words of a vendor')).toBe('Words of a vendor');
  });

  it('is known for everything that it can say to the page', () => {
    const said = sources.flatMap(({ path, text }) => textsIn(text, !SPOKEN.test(path)));
    const isForPrograms = (text: string) => FOR_PROGRAMS.some((pattern) => pattern.test(text));
    expect(said.filter((text) => SENTENCE.test(text) && !known.has(text) && !isForPrograms(text))).toEqual([]);
  });

  it('is still said so', () => {
    const all = new Set(sources.flatMap(({ text }) => textsIn(text, false)));
    // The words of somebody else may follow.
    const isSaid = (text: string) => all.has(text) || all.has(text.replace(/(\.|: \{\})$/, ''));
    expect([...known].filter((text) => !isSaid(text))).toEqual([]);
  });
});
