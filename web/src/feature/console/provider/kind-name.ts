import type { Text } from '../../../lib/use-text.ts';
import type { AdminProvider, Kind } from './use-admin-providers.ts';

export const KINDS: readonly Kind[] = ['lmstudio', 'ollama', 'openai', 'anthropic', 'google', 'openai_compatible'];

export function kindName(kind: AdminProvider['kind'], t: Text): string {
  const names: Record<AdminProvider['kind'], string> = {
    lmstudio: 'LM Studio',
    ollama: 'Ollama',
    openai: 'OpenAI',
    anthropic: 'Anthropic',
    google: 'Google',
    openai_compatible: t('console.kindCompatible'),
    guide: t('console.kindGuide'),
  };
  return names[kind];
}

/** Model servers of one's own machine or network: they are reached at private addresses, and mostly need no key. */
export function isLocalKind(kind: Kind): boolean {
  return kind === 'lmstudio' || kind === 'ollama';
}

/** Where the maker of a kind has it, as an example. */
export const USUAL_ADDRESS: Record<Kind, string> = {
  lmstudio: 'http://127.0.0.1:1234/v1',
  ollama: 'http://127.0.0.1:11434',
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com',
  google: 'https://generativelanguage.googleapis.com',
  openai_compatible: 'https://llm.example.org/v1',
};
