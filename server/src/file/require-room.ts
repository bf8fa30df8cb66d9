import { AppError } from '../errors.ts';
import type { UserId } from '../kit/id.ts';
import { FILE_LIMITS } from '../kit/limits.ts';
import { fileReader } from '../store/file-reader.ts';
import type { ReadHandle } from '../store/query.ts';

/** @throws AppError E2010 when a person's files would be more than they may have */
export async function requireRoom(db: ReadHandle, owner: UserId, bytes: number): Promise<void> {
  const used = await fileReader.usedBytes(db, owner);
  const limit = FILE_LIMITS.bytesPerUser;
  if (used + bytes < limit) return;
  throw new AppError('E2010', 'You have no room for more files. Delete some first.', {
    details: [{ limit: 'stored_bytes', used, max: limit }],
  });
}
