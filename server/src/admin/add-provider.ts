import { AppError } from '../errors.ts';
import { PROVIDER_LIMITS } from '../kit/limits.ts';
import type { SecretBox } from '../kit/secret-box.ts';
import { ENVIRONMENT_IDS } from '../provider/from-settings.ts';
import { keyPlace } from '../provider/key-place.ts';
import { USUAL_BASE_URLS } from '../provider/provider-kind.ts';
import { announceProviders } from '../provider/stored-providers.ts';
import { type ProviderRow, providerReader } from '../store/provider-reader.ts';
import { providerWriter } from '../store/provider-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';
import type { NewProvider } from './provider-form.ts';

/**
 * Makes a provider; audited. The registry knows it when it has reloaded.
 * @returns its id
 * @throws AppError E1001 without an address that only the admin knows, E1003 when its id is taken or there are too many
 */
export async function addProvider(
  tx: WriteHandle,
  box: SecretBox,
  act: Act,
  form: NewProvider,
  now: number,
): Promise<string> {
  if ((await providerReader.list(tx)).length >= PROVIDER_LIMITS.providers) {
    throw new AppError('E1003', `There are ${PROVIDER_LIMITS.providers} providers already. Delete one first.`);
  }
  const id = await insertFree(tx, form, (free) => toProviderRow(free, box, form, now));
  await announceProviders(tx, now);
  const details = { kind: form.kind, host: new URL(baseUrlOf(form)).host, has_key: form.api_key !== null };
  const said = { ...details, is_private_allowed: form.is_private_allowed, is_enabled: form.is_enabled };
  await auditAct(tx, act, { action: 'provider.create', target: { type: 'provider', id }, details: said }, now);
  return id;
}

/** @throws AppError E1001 without an address that only the admin knows */
export function toProviderRow(id: string, box: SecretBox, form: NewProvider, now: number): ProviderRow {
  const baseUrl = baseUrlOf(form);
  return {
    id,
    kind: form.kind,
    name: form.name,
    base_url: baseUrl,
    sealed_key: form.api_key === null ? null : box.seal(form.api_key, keyPlace(id, baseUrl)),
    is_private_allowed: Number(form.is_private_allowed),
    is_enabled: Number(form.is_enabled),
    position: form.position,
    settings: JSON.stringify({ preferred_models: form.preferred_models }),
    created_at: now,
    updated_at: now,
  };
}

function baseUrlOf({ kind, base_url }: NewProvider): string {
  const baseUrl = base_url ?? USUAL_BASE_URLS[kind];
  if (baseUrl === null) throw new AppError('E1001', 'Say at which base_url the provider is.');
  return baseUrl;
}

async function insertFree(tx: WriteHandle, form: NewProvider, toRow: (id: string) => ProviderRow): Promise<string> {
  const wished = form.id ?? toSlug(form);
  for (let n = 1; n <= PROVIDER_LIMITS.providers + 1; n += 1) {
    const id = n === 1 ? wished : `${wished}-${n}`;
    if (!ENVIRONMENT_IDS.has(id) && (await providerWriter.insert(tx, toRow(id)))) return id;
    if (form.id !== undefined) break;
  }
  const why = ENVIRONMENT_IDS.has(wished) ? 'is kept for the settings of the environment' : 'is taken';
  throw new AppError('E1003', `The id "${wished}" ${why}. Choose another one.`);
}

/** "My vLLM!" becomes `my-vllm`. */
function toSlug({ name, kind }: NewProvider): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 36)
    .replace(/^-|-$/g, '');
  return slug === '' ? kind.replace('_', '-') : slug;
}
