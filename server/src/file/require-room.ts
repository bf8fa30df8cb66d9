import { AppError } from '../errors.ts';
import type { UserId } from '../kit/id.ts';
import { FILE_LIMITS } from '../kit/limits.ts';
import { fileReader } from '../store/file-reader.ts';
import type { ReadHandle } from '../store/query.ts';

/** @throws AppError E2010 when a person's files would be more than they may have */
export async function requireRoom(
  db: ReadHandle,
  owner: UserId,
  more: { files: number; bytes: number },
): Promise<void> {
  const used = await fileReader.used(db, owner);
  const details = [
    { limit: 'stored_bytes', used: used.bytes, wanted: more.bytes, max: FILE_LIMITS.bytesPerUser },
    { limit: 'stored_files', used: used.files, wanted: more.files, max: FILE_LIMITS.filesPerUser },
  ].filter(({ used: there, wanted, max }) => there + wanted > max);
  if (details.length > 0)
    throw new AppError('E2010', 'You have no room for more files. Delete some first.', { details });
}
