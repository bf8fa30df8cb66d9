import { AppError } from '../errors.ts';
import type { FileId, UserId } from '../kit/id.ts';
import { fileReader, type StoredFileRow } from '../store/file-reader.ts';
import type { ReadHandle } from '../store/query.ts';

/** @throws AppError E1002 when there is no such file of the owner */
export async function getFile(db: ReadHandle, owner: UserId, id: FileId): Promise<StoredFileRow> {
  const row = await fileReader.find(db, owner, id);
  if (!row) throw new AppError('E1002');
  return row;
}
