import type { Messages } from '@lingui/core';
import { i18n } from './i18n.ts';

/** What the server says in English, in other languages: `The name in {0} is not known.` and its translation. */
const catalogues = import.meta.glob<{ default: Messages }>('../message/*/server.json');

interface Form {
  id: string;
  /** Finds what stands in its places. */
  pattern: RegExp;
}

/** Its sentences are short: what is longer was written by somebody else. */
const MOST_UNITS = 600;

const forms = new Map<string, readonly Form[]>();

/** Fetches the server's sentences in a language, where it is not the server's own. */
export async function loadServerSentences(language: string): Promise<void> {
  const load = catalogues[`../message/${language}/server.json`];
  if (!load || forms.has(language)) return;
  const { default: messages } = await load();
  i18n.load(language, messages);
  forms.set(language, Object.keys(messages).map(toForm).toSorted(byLength));
}

/** A sentence of the server in the language of the page, also within another one; as it came where it is not known. */
export function serverSentence(sentence: string): string {
  if (sentence.length > MOST_UNITS) return sentence;
  for (const { id, pattern } of forms.get(i18n.locale) ?? []) {
    const values = pattern.exec(sentence)?.slice(1);
    if (values) return i18n._(id, Object.fromEntries(values.map((value, place) => [place, serverSentence(value)])));
  }
  return sentence;
}

function toForm(id: string): Form {
  const literals = id.split(/\{\d+\}/).map((literal) => literal.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { id, pattern: new RegExp(`^${literals.join('(.*?)')}$`, 's') };
}

/** The one that says more goes first: what it leaves open is less. */
function byLength({ id: a }: Form, { id: b }: Form): number {
  return b.length - a.length;
}
