import { join } from 'node:path';
import { createProvider } from './create-provider.ts';
import { GuideProvider } from './guide/guide-provider.ts';
import type { AddressAllowance } from './http/is-allowed-address.ts';
import { type ProviderKind, USUAL_BASE_URLS } from './provider-kind.ts';
import type { ProviderEntry } from './registered.ts';

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

/** What they are called, and what to do when nothing answers. */
const FORMS: Readonly<Record<ProviderKind, { id: string; name: string; remedy: string }>> = {
  openai_compatible: {
    id: 'openai-compatible',
    name: 'OpenAI-compatible server',
    remedy: 'Start it, or set OPENAI_COMPATIBLE_BASE_URL to where it runs.',
  },
  lmstudio: {
    id: 'lmstudio',
    name: 'LM Studio',
    remedy: 'Start its server (Developer tab, or `lms server start`), or set LMSTUDIO_BASE_URL to where it runs.',
  },
  ollama: {
    id: 'ollama',
    name: 'Ollama',
    remedy: 'Start it (`ollama serve`), or set OLLAMA_BASE_URL to where it runs.',
  },
  openai: { id: 'openai', name: 'OpenAI', remedy: "Check this machine's Internet connection, or OPENAI_BASE_URL." },
  anthropic: {
    id: 'anthropic',
    name: 'Anthropic',
    remedy: "Check this machine's Internet connection, or ANTHROPIC_BASE_URL.",
  },
  google: { id: 'google', name: 'Google', remedy: "Check this machine's Internet connection, or GOOGLE_BASE_URL." },
};

/** Ids that the environment may give to providers, now or at a later start. */
export const ENVIRONMENT_IDS: ReadonlySet<string> = new Set(['guide', ...Object.values(FORMS).map(({ id }) => id)]);

/** What differs from the usual. */
interface Given {
  baseUrl?: string | null;
  name?: string | null;
  apiKey?: string | null;
  preferredModels?: readonly string[];
}

/**
 * The providers in the order in which they are chosen: what was configured first, then what may run on this machine at
 * its usual port, last the guide.
 * @throws TypeError when a base URL is not one
 */
export function createProviders(settings: ProviderSettings): ProviderEntry[] {
  const { ollamaBaseUrl, lmstudioBaseUrl, openaiCompatible, openai, anthropic, google, docsDir } = settings;
  const entries: ProviderEntry[] = [];
  const add = (kind: ProviderKind, isConfigured: boolean, given: Given) =>
    entries.push({ ...createEntry(kind, given), isConfigured });
  if (openaiCompatible) add('openai_compatible', true, openaiCompatible);
  add('lmstudio', lmstudioBaseUrl !== null, { baseUrl: lmstudioBaseUrl });
  add('ollama', ollamaBaseUrl !== null, { baseUrl: ollamaBaseUrl });
  if (openai) {
    const { model, fallbackModel, ...given } = openai;
    add('openai', true, { ...given, preferredModels: fallbackModel === null ? [model] : [model, fallbackModel] });
  }
  if (anthropic) add('anthropic', true, anthropic);
  if (google) add('google', true, google);
  entries.sort((a, b) => Number(b.isConfigured) - Number(a.isConfigured));
  entries.push({ provider: new GuideProvider(join(docsDir, 'guide')), isConfigured: false });
  return entries;
}

function createEntry(kind: ProviderKind, given: Given): Pick<ProviderEntry, 'provider' | 'address'> {
  const { id, name, remedy } = FORMS[kind];
  const baseUrl = given.baseUrl ?? USUAL_BASE_URLS[kind] ?? '';
  const { apiKey = null, preferredModels = [] } = given;
  const form = { id, kind, name: given.name ?? name, baseUrl, apiKey, remedy, allowance: ALLOWANCE, preferredModels };
  return { provider: createProvider(form), address: { kind, baseUrl, allowance: ALLOWANCE, hasKey: apiKey !== null } };
}
