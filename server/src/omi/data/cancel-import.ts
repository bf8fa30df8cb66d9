import type { OmiImportId, UserId } from '../../kit/id.ts';
import { omiImportWriter } from '../../store/omi-import-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import { getImport } from './get-import.ts';
import type { OmiImport } from './omi-import.ts';

/** Stops an import; what it took over stays, and one that has ended stays as it is. @throws AppError E1002 */
export async function cancelImport(tx: WriteHandle, viewer: UserId, id: OmiImportId, now: number): Promise<OmiImport> {
  await getImport(tx, viewer, id);
  await omiImportWriter.end(tx, { id, status: 'cancelled', error: null, now });
  return getImport(tx, viewer, id);
}
