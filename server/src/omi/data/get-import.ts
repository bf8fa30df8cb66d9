import { AppError } from '../../errors.ts';
import type { OmiImportId, UserId } from '../../kit/id.ts';
import { omiImportReader } from '../../store/omi-import-reader.ts';
import type { ReadHandle } from '../../store/query.ts';
import { type OmiImport, toImport } from './omi-import.ts';

/** @throws AppError E1002 */
export async function getImport(db: ReadHandle, viewer: UserId, id: OmiImportId): Promise<OmiImport> {
  const row = await omiImportReader.find(db, viewer, id);
  if (!row) throw new AppError('E1002');
  return toImport(row);
}
