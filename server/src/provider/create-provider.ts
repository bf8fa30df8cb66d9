import { AnthropicProvider } from './anthropic/anthropic-provider.ts';
import { GoogleProvider } from './google/google-provider.ts';
import type { AddressAllowance } from './http/is-allowed-address.ts';
import { OllamaProvider } from './ollama/ollama-provider.ts';
import { OpenAiProvider } from './openai/openai-provider.ts';
import { OpenAiCompatibleProvider } from './openai-compatible/openai-compatible-provider.ts';
import type { ProviderKind } from './provider-kind.ts';
import type { BaseProvider } from './spec.ts';

/** Everything that makes a provider. */
export interface ProviderForm {
  id: string;
  kind: ProviderKind;
  name: string;
  /** An http(s) address. */
  baseUrl: string;
  apiKey: string | null;
  /** One sentence: what to do when nothing answers there. */
  remedy: string;
  allowance: AddressAllowance;
  /** For `openai`: its model, then the one that stands in for it. */
  preferredModels: readonly string[];
}

const OPENAI_MODELS = ['gpt-5-mini-2025-08-07', 'gpt-4o'] as const;

/** The adapter for what a provider speaks. Nothing is asked yet. @throws TypeError when `baseUrl` is not an http(s) address */
export function createProvider({ kind, preferredModels, ...options }: ProviderForm): BaseProvider {
  switch (kind) {
    case 'openai': {
      const [model, fallbackModel] = preferredModels.length > 0 ? preferredModels : OPENAI_MODELS;
      return new OpenAiProvider({
        ...options,
        apiKey: options.apiKey ?? '',
        model: model ?? OPENAI_MODELS[0],
        fallbackModel: fallbackModel ?? null,
      });
    }
    case 'openai_compatible':
      return new OpenAiCompatibleProvider({ ...options, preferredModels });
    case 'lmstudio':
      return new OpenAiCompatibleProvider({ ...options, preferredModels, hasLmStudioList: true });
    case 'ollama':
      return new OllamaProvider(options);
    case 'anthropic':
      return new AnthropicProvider(options);
    case 'google':
      return new GoogleProvider(options);
  }
}
