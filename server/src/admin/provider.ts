import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import { toShownAddress } from '../provider/http/vendor.ts';
import { PROVIDER_KINDS } from '../provider/provider-kind.ts';
import type { ProviderEntry } from '../provider/registered.ts';
import type { Registry } from '../provider/registry.ts';
import { readProviderSettings } from '../provider/stored-providers.ts';
import type { ProviderRow } from '../store/provider-reader.ts';

const trafficSchema = z
  .object({
    answers: z.number().int(),
    failures: z.number().int(),
    stalls: z.number().int().describe('Failures by silence.'),
    first_token_ms: z
      .object({ p50: z.number(), p95: z.number() })
      .nullable()
      .describe('From the question to the first text or thinking.'),
  })
  .meta({ id: 'ProviderTraffic' });

/** A provider as an admin sees it. Its key is never in it. */
export const adminProviderSchema = z
  .object({
    id: z.string(),
    kind: z.enum([...PROVIDER_KINDS, 'guide']),
    name: z.string(),
    base_url: z.string().nullable(),
    has_key: z.boolean(),
    is_private_allowed: z.boolean().describe('Whether it may be reached at loopback and private addresses.'),
    is_enabled: z.boolean(),
    position: z.number().int().describe('Small ones are offered and chosen first.'),
    preferred_models: z.array(z.string()),
    source: z.enum(['admin', 'environment']).describe('Those that the environment sets are changed there.'),
    status: z.enum(['up', 'down', 'unknown']),
    is_expected: z
      .boolean()
      .describe(
        'False for one that nobody set up and that was never found on this machine: that it is down is no trouble.',
      ),
    message: z.string().nullable().describe('What is wrong, and what to do about it.'),
    checked_at: z.iso.datetime().nullable(),
    traffic: z
      .object({
        last_15_minutes: trafficSchema,
        last_hour: trafficSchema,
        last_error: z.object({ code: z.string(), message: z.string(), at: z.iso.datetime() }).nullable(),
      })
      .nullable()
      .describe('Of the answers that this instance asked it for; null while it is switched off.'),
    created_at: z.iso.datetime().nullable(),
    updated_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'AdminProvider' });

export type AdminProvider = z.infer<typeof adminProviderSchema>;

export function toAdminProvider(row: ProviderRow, registry: Pick<Registry, 'watch'>): AdminProvider {
  return {
    id: row.id,
    kind: z.enum(PROVIDER_KINDS).parse(row.kind),
    name: row.name,
    base_url: row.base_url,
    has_key: row.sealed_key !== null,
    is_private_allowed: row.is_private_allowed === 1,
    is_enabled: row.is_enabled === 1,
    position: row.position,
    preferred_models: readProviderSettings(row).preferred_models,
    source: 'admin',
    ...presentState(row.id, true, registry),
    created_at: toIso(row.created_at),
    updated_at: toIso(row.updated_at),
  };
}

/** Of one that the environment sets. */
export function toEnvironmentProvider(
  { provider, address, isConfigured, preferredModels = [] }: ProviderEntry,
  position: number,
  registry: Pick<Registry, 'watch'>,
): AdminProvider {
  return {
    id: provider.id,
    kind: address?.kind ?? 'guide',
    name: provider.name,
    base_url: address ? toShownAddress(new URL(address.baseUrl)) : null,
    has_key: address?.hasKey ?? false,
    is_private_allowed: address?.allowance.private ?? false,
    is_enabled: true,
    position,
    preferred_models: [...preferredModels],
    source: 'environment',
    ...presentState(provider.id, isConfigured, registry),
    created_at: null,
    updated_at: null,
  };
}

function presentState(id: string, isSetUp: boolean, registry: Pick<Registry, 'watch'>) {
  const seen = registry.watch(id);
  return {
    status: seen?.status ?? ('unknown' as const),
    is_expected: seen?.is_expected ?? isSetUp,
    message: seen?.message ?? null,
    checked_at: seen?.checked_at ?? null,
    traffic: seen?.traffic ?? null,
  };
}
