import { isLocalKind } from './kind-name.ts';
import type { AdminProvider, Kind } from './use-admin-providers.ts';

/** What is filled in of a provider. */
export interface ProviderDraft {
  kind: Kind;
  name: string;
  /** Empty: where the maker of its kind has it. */
  baseUrl: string;
  /** A new key; empty where the one that is there stays. */
  key: string;
  /** Whether the key that is there is taken away. */
  isKeyRemoved: boolean;
  isPrivateAllowed: boolean;
  /** One a line, best first. */
  preferredModels: string;
  position: number;
}

export function emptyDraft(kind: Kind): ProviderDraft {
  return {
    kind,
    name: '',
    baseUrl: '',
    key: '',
    isKeyRemoved: false,
    isPrivateAllowed: isLocalKind(kind),
    preferredModels: '',
    position: 0,
  };
}

/** As a provider is now; undefined for the guide, which cannot be changed. */
export function draftOf(provider: AdminProvider): ProviderDraft | undefined {
  const { kind } = provider;
  if (kind === 'guide') return undefined;
  return {
    kind,
    name: provider.name,
    baseUrl: provider.base_url ?? '',
    key: '',
    isKeyRemoved: false,
    isPrivateAllowed: provider.is_private_allowed,
    preferredModels: provider.preferred_models.join('\n'),
    position: provider.position,
  };
}

/** Of a new one. @param usualName what it is called where no name was typed */
export function toNewBody(draft: ProviderDraft, usualName: string) {
  return {
    kind: draft.kind,
    name: draft.name.trim() || usualName,
    ...partsOf(draft),
    ...(draft.key !== '' && { api_key: draft.key }),
  };
}

/** Of one that is there: its kind stays. */
export function toChangeBody(draft: ProviderDraft) {
  return {
    name: draft.name.trim(),
    ...partsOf(draft),
    ...(draft.isKeyRemoved ? { api_key: null } : draft.key !== '' && { api_key: draft.key }),
  };
}

function partsOf({ baseUrl, isPrivateAllowed, preferredModels, position }: ProviderDraft) {
  return {
    ...(baseUrl.trim() !== '' && { base_url: baseUrl.trim() }),
    is_private_allowed: isPrivateAllowed,
    preferred_models: preferredModels
      .split('\n')
      .map((model) => model.trim())
      .filter((model) => model !== ''),
    position,
  };
}
