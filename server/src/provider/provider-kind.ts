/** What a provider speaks. */
export const PROVIDER_KINDS = ['openai', 'openai_compatible', 'lmstudio', 'ollama', 'anthropic', 'google'] as const;

export type ProviderKind = (typeof PROVIDER_KINDS)[number];

/** Where a provider of a kind is, unless somebody says otherwise; null where only they know. */
export const USUAL_BASE_URLS: Readonly<Record<ProviderKind, string | null>> = {
  openai: 'https://api.openai.com/v1',
  openai_compatible: null,
  lmstudio: 'http://127.0.0.1:1234',
  ollama: 'http://127.0.0.1:11434',
  anthropic: 'https://api.anthropic.com',
  google: 'https://generativelanguage.googleapis.com',
};
