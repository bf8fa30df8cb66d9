import type { Config } from '../config.ts';
import type { ProviderSettings } from './from-settings.ts';

/** What of the settings is about providers. */
export function toProviderSettings({ provider }: Config, docsDir: string): ProviderSettings {
  const { openai, openaiCompatible: compatible, anthropic, google } = provider;
  return {
    ollamaBaseUrl: provider.ollama.baseUrl,
    lmstudioBaseUrl: provider.lmstudio.baseUrl,
    openaiCompatible: compatible.baseUrl === null ? null : { ...compatible, baseUrl: compatible.baseUrl },
    openai: openai.apiKey === null ? null : { ...openai, apiKey: openai.apiKey },
    anthropic: anthropic.apiKey === null ? null : { ...anthropic, apiKey: anthropic.apiKey },
    google: google.apiKey === null ? null : { ...google, apiKey: google.apiKey },
    docsDir,
  };
}
