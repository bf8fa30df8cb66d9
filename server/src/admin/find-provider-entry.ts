import type { ProviderEntry } from '../provider/registered.ts';
import type { Registry } from '../provider/registry.ts';
import type { StoredProviders } from '../provider/stored-providers.ts';
import type { ReadHandle } from '../store/query.ts';
import { getProviderRow } from './change-provider.ts';

/** A provider of the environment or of an admin, switched on or not. @throws AppError E3000 */
export async function findProviderEntry(
  db: ReadHandle,
  { registry, stored }: { registry: Pick<Registry, 'environment'>; stored: Pick<StoredProviders, 'open'> },
  id: string,
): Promise<ProviderEntry> {
  const entry = registry.environment.find(({ provider }) => provider.id === id);
  return entry ?? stored.open(await getProviderRow(db, id));
}
