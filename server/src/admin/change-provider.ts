import { AppError } from '../errors.ts';
import type { SecretBox } from '../kit/secret-box.ts';
import { keyPlace } from '../provider/key-place.ts';
import { announceProviders, readProviderSettings } from '../provider/stored-providers.ts';
import { type ProviderRow, providerReader } from '../store/provider-reader.ts';
import { providerWriter } from '../store/provider-writer.ts';
import type { ReadHandle, WriteHandle } from '../store/query.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';
import type { ProviderChange } from './provider-form.ts';

/** What became of the key: one that was there is taken away with `null`, and where the address leads to another host. */
type KeyFate = 'none' | 'kept' | 'set' | 'removed';

/**
 * Changes a provider; audited. The registry knows of it when it has reloaded.
 * @returns whether its key was taken away
 * @throws AppError E3000 when there is none that admins made
 */
export async function changeProvider(
  tx: WriteHandle,
  box: SecretBox,
  act: Act,
  id: string,
  change: ProviderChange,
  now: number,
): Promise<{ keyRemoved: boolean }> {
  await providerWriter.lock(tx, id);
  const row = await getProviderRow(tx, id);
  const baseUrl = change.base_url ?? row.base_url;
  const { sealedKey, fate } = toKey(box, row, baseUrl, change.api_key);
  const isOn = (wished: boolean | undefined, present: number) => (wished === undefined ? present : Number(wished));
  const next: ProviderRow = {
    ...row,
    name: change.name ?? row.name,
    base_url: baseUrl,
    sealed_key: sealedKey,
    is_private_allowed: isOn(change.is_private_allowed, row.is_private_allowed),
    is_enabled: isOn(change.is_enabled, row.is_enabled),
    position: change.position ?? row.position,
    settings: JSON.stringify({
      preferred_models: change.preferred_models ?? readProviderSettings(row).preferred_models,
    }),
    updated_at: now,
  };
  await providerWriter.update(tx, next);
  await announceProviders(tx, now);
  const details = {
    changed: Object.keys(change).join(' '),
    host: new URL(baseUrl).host,
    key: fate,
    is_private_allowed: next.is_private_allowed === 1,
    is_enabled: next.is_enabled === 1,
  };
  await auditAct(tx, act, { action: 'provider.change', target: { type: 'provider', id }, details }, now);
  return { keyRemoved: fate === 'removed' };
}

/** @throws AppError E3000 when there is none that admins made */
export async function getProviderRow(db: ReadHandle, id: string): Promise<ProviderRow> {
  const row = await providerReader.find(db, id);
  if (row) return row;
  throw new AppError(
    'E3000',
    `There is no provider "${id}" that can be changed here. Those of the environment are set there.`,
  );
}

/** A key is for the host it was given for: it moves to no other by itself. */
function toKey(
  box: SecretBox,
  { id, base_url: before, sealed_key: kept }: ProviderRow,
  baseUrl: string,
  given: string | null | undefined,
): { sealedKey: string | null; fate: KeyFate } {
  if (typeof given === 'string') return { sealedKey: box.seal(given, keyPlace(id, baseUrl)), fate: 'set' };
  if (kept === null) return { sealedKey: null, fate: 'none' };
  const isSameHost = new URL(before).origin === new URL(baseUrl).origin;
  return given === undefined && isSameHost ? { sealedKey: kept, fate: 'kept' } : { sealedKey: null, fate: 'removed' };
}
