import type { Registry } from '../provider/registry.ts';
import { providerReader } from '../store/provider-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import { type AdminProvider, toAdminProvider, toEnvironmentProvider } from './provider.ts';

/** Every provider: those that admins made, also switched off, then those of the environment. */
export async function listProviders(
  db: ReadHandle,
  registry: Pick<Registry, 'watch' | 'environment'>,
): Promise<AdminProvider[]> {
  const rows = await providerReader.list(db);
  return [
    ...rows.map((row) => toAdminProvider(row, registry)),
    ...registry.environment.map((entry, position) => toEnvironmentProvider(entry, position, registry)),
  ];
}
