import { announceProviders } from '../provider/stored-providers.ts';
import { providerWriter } from '../store/provider-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';
import { getProviderRow } from './change-provider.ts';

/**
 * Deletes a provider with its key, and takes it out of every chain; audited. Answers it is writing go on to their end.
 * @throws AppError E3000 when there is none that admins made
 */
export async function deleteProvider(tx: WriteHandle, act: Act, id: string, now: number): Promise<void> {
  await getProviderRow(tx, id);
  await providerWriter.remove(tx, id);
  await announceProviders(tx, now);
  await auditAct(tx, act, { action: 'provider.delete', target: { type: 'provider', id } }, now);
}
