import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SecretBox } from '../kit/secret-box.ts';
import type { Log } from '../log.ts';
import { instanceStateReader } from '../store/instance-state-reader.ts';
import { instanceStateWriter } from '../store/instance-state-writer.ts';
import type { Store } from '../store/open.ts';
import { type ModelFallbackRow, type ProviderRow, providerReader } from '../store/provider-reader.ts';
import type { WriteHandle } from '../store/query.ts';
import type { FallbackChain, ModelName } from './choose-model.ts';
import { createProvider, type ProviderForm } from './create-provider.ts';
import { keyPlace } from './key-place.ts';
import { PROVIDER_KINDS } from './provider-kind.ts';
import type { ProviderEntry } from './registered.ts';
import type { StoredSetup } from './registry.ts';

/** Names the state of everything that admins have set of providers. */
const VERSION_KEY = 'providers_version';

/** Tells every instance, in the transaction of a change of what stands here, to read it again. */
export function announceProviders(tx: WriteHandle, now: number): Promise<void> {
  return instanceStateWriter.put(tx, VERSION_KEY, randomUUID(), now);
}

const kindSchema = z.enum(PROVIDER_KINDS);
const settingsSchema = z.object({ preferred_models: z.array(z.string()).default([]) });

/** What stands in `settings`. */
export function readProviderSettings({ settings }: Pick<ProviderRow, 'settings'>): { preferred_models: string[] } {
  return settingsSchema.parse(JSON.parse(settings));
}

export type StoredProviders = ReturnType<typeof createStoredProviders>;

/**
 * Reads what admins have set, for the registry. A look is one small query while nothing has changed; a provider whose row is as it was is
 * the same object as before, with its connections.
 */
export function createStoredProviders({ store, box, log }: { store: Store; box: SecretBox; log: Log }) {
  let version: string | undefined;
  let known = new Map<string, { row: string; entry: ProviderEntry }>();

  function open(row: ProviderRow): ProviderEntry {
    const text = JSON.stringify(row);
    const before = known.get(row.id);
    return before?.row === text ? before.entry : createStoredEntry(row, openKey(row));
  }

  function openKey({ id, base_url, sealed_key }: ProviderRow): string | null {
    if (sealed_key === null) return null;
    try {
      return box.open(sealed_key, keyPlace(id, base_url));
    } catch (error) {
      const why = 'The key of a provider cannot be opened: the session secret is another one. Give the key anew';
      log.error({ provider: id, err: error }, why);
      return null;
    }
  }

  return {
    /** Undefined where it is as it was the last time. */
    async load(): Promise<StoredSetup | undefined> {
      const found = (await instanceStateReader.find(store.read, VERSION_KEY)) ?? '';
      if (found === version) return undefined;
      // Read after the version: a change in between is read twice, not missed.
      const rows = await providerReader.list(store.read);
      const chains = toChains(await providerReader.listFallbacks(store.read));
      const enabled = rows.filter(({ is_enabled }) => is_enabled === 1);
      const opened = enabled.map((row) => ({ id: row.id, row: JSON.stringify(row), entry: open(row) }));
      known = new Map(opened.map(({ id, row, entry }) => [id, { row, entry }]));
      version = found;
      return { providers: opened.map(({ entry }) => entry), chains };
    },
    /** The provider of a row, whether it is switched on or not. */
    open,
  };
}

/** @param apiKey in the clear */
function createStoredEntry(
  row: Pick<ProviderRow, 'id' | 'kind' | 'name' | 'base_url' | 'is_private_allowed' | 'settings'>,
  apiKey: string | null,
): ProviderEntry {
  const isPrivateAllowed = row.is_private_allowed === 1;
  const { preferred_models: preferredModels } = readProviderSettings(row);
  const form: ProviderForm = {
    id: row.id,
    kind: kindSchema.parse(row.kind),
    name: row.name,
    baseUrl: row.base_url,
    apiKey,
    remedy: 'Start it, or have an admin correct its address.',
    allowance: { loopback: isPrivateAllowed, private: isPrivateAllowed },
    preferredModels,
  };
  const { kind, baseUrl, allowance } = form;
  return {
    provider: createProvider(form),
    isConfigured: true,
    address: { kind, baseUrl, allowance, hasKey: apiKey !== null },
    preferredModels,
  };
}

/** Rows in the order of their chains and of their places in them. */
export function toChains(rows: readonly ModelFallbackRow[]): FallbackChain[] {
  const chains: (FallbackChain & { fallbacks: ModelName[] })[] = [];
  for (const { provider, model, fallback_provider, fallback_model } of rows) {
    const next = { provider: fallback_provider, model: fallback_model };
    const last = chains.at(-1);
    if (last?.provider === provider && last.model === model) last.fallbacks.push(next);
    else chains.push({ provider, model, fallbacks: [next] });
  }
  return chains;
}
