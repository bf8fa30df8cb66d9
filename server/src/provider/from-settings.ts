import { join } from 'node:path';
import { AnthropicProvider } from './anthropic/anthropic-provider.ts';
import { GoogleProvider } from './google/google-provider.ts';
import { GuideProvider } from './guide/guide-provider.ts';
import type { AddressAllowance } from './http/is-allowed-address.ts';
import { OllamaProvider } from './ollama/ollama-provider.ts';
import { OpenAiCompatibleProvider } from './openai-compatible/openai-compatible-provider.ts';
import type { ProviderEntry } from './registry.ts';
import type { BaseProvider } from './spec.ts';

/** Null where nothing was set. */
export interface ProviderSettings {
  ollamaBaseUrl: string | null;
  lmstudioBaseUrl: string | null;
  openaiCompatible: { baseUrl: string; apiKey: string | null; name: string | null } | null;
  openai: { apiKey: string; baseUrl: string | null; model: string; fallbackModel: string | null } | null;
  anthropic: { apiKey: string; baseUrl: string | null } | null;
  google: { apiKey: string; baseUrl: string | null } | null;
  /** The folder of the documentation; the user guide is its `guide/`. */
  docsDir: string;
}

/** Whoever sets the environment runs the machine: its own network is theirs to name. */
const ALLOWANCE: AddressAllowance = { loopback: true, private: true };

/**
 * The providers in the order in which they are chosen: what was configured first, then what may run on this machine at
 * its usual port, last the guide.
 * @throws TypeError when a base URL is not one
 */
export function createProviders(settings: ProviderSettings): ProviderEntry[] {
  const { ollamaBaseUrl, lmstudioBaseUrl, openaiCompatible, openai, anthropic, google, docsDir } = settings;
  const entries: ProviderEntry[] = [];
  const add = (create: (baseUrl: string) => BaseProvider, baseUrl: string, isConfigured: boolean) =>
    entries.push({ provider: create(baseUrl), isConfigured, baseUrl });
  if (openaiCompatible) add(() => createOpenAiCompatible(openaiCompatible), openaiCompatible.baseUrl, true);
  add(createLmStudio, lmstudioBaseUrl ?? 'http://127.0.0.1:1234', lmstudioBaseUrl !== null);
  add(createOllama, ollamaBaseUrl ?? 'http://127.0.0.1:11434', ollamaBaseUrl !== null);
  if (openai) add((baseUrl) => createOpenAi(openai, baseUrl), openai.baseUrl ?? 'https://api.openai.com/v1', true);
  if (anthropic)
    add((baseUrl) => createAnthropic(anthropic, baseUrl), anthropic.baseUrl ?? 'https://api.anthropic.com', true);
  if (google)
    add(
      (baseUrl) => createGoogle(google, baseUrl),
      google.baseUrl ?? 'https://generativelanguage.googleapis.com',
      true,
    );
  entries.sort((a, b) => Number(b.isConfigured) - Number(a.isConfigured));
  entries.push({ provider: new GuideProvider(join(docsDir, 'guide')), isConfigured: false });
  return entries;
}

function createOpenAiCompatible({ baseUrl, apiKey, name }: NonNullable<ProviderSettings['openaiCompatible']>) {
  return new OpenAiCompatibleProvider({
    id: 'openai-compatible',
    name: name ?? 'OpenAI-compatible server',
    baseUrl,
    apiKey,
    remedy: 'Start it, or set OPENAI_COMPATIBLE_BASE_URL to where it runs.',
    allowance: ALLOWANCE,
  });
}

function createLmStudio(baseUrl: string) {
  return new OpenAiCompatibleProvider({
    id: 'lmstudio',
    name: 'LM Studio',
    baseUrl,
    apiKey: null,
    remedy: 'Start its server (Developer tab, or `lms server start`), or set LMSTUDIO_BASE_URL to where it runs.',
    allowance: ALLOWANCE,
    hasLmStudioList: true,
  });
}

function createOllama(baseUrl: string) {
  return new OllamaProvider({
    id: 'ollama',
    name: 'Ollama',
    baseUrl,
    remedy: 'Start it (`ollama serve`), or set OLLAMA_BASE_URL to where it runs.',
    allowance: ALLOWANCE,
  });
}

function createOpenAi({ apiKey, model, fallbackModel }: NonNullable<ProviderSettings['openai']>, baseUrl: string) {
  return new OpenAiCompatibleProvider({
    id: 'openai',
    name: 'OpenAI',
    baseUrl,
    apiKey,
    remedy: "Check this machine's Internet connection, or OPENAI_BASE_URL.",
    allowance: ALLOWANCE,
    maxTokensField: 'max_completion_tokens',
    preferredModels: fallbackModel === null ? [model] : [model, fallbackModel],
  });
}

function createAnthropic({ apiKey }: NonNullable<ProviderSettings['anthropic']>, baseUrl: string) {
  return new AnthropicProvider({
    id: 'anthropic',
    name: 'Anthropic',
    baseUrl,
    apiKey,
    remedy: "Check this machine's Internet connection, or ANTHROPIC_BASE_URL.",
    allowance: ALLOWANCE,
  });
}

function createGoogle({ apiKey }: NonNullable<ProviderSettings['google']>, baseUrl: string) {
  return new GoogleProvider({
    id: 'google',
    name: 'Google',
    baseUrl,
    apiKey,
    remedy: "Check this machine's Internet connection, or GOOGLE_BASE_URL.",
    allowance: ALLOWANCE,
  });
}
