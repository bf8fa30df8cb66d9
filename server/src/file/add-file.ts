import { AppError } from '../errors.ts';
import { createId, type FileId, type UserId } from '../kit/id.ts';
import { FILE_LIMITS } from '../kit/limits.ts';
import { blobWriter } from '../store/blob-writer.ts';
import type { FileRow } from '../store/file-reader.ts';
import { fileWriter } from '../store/file-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import type { PreparedFile } from './prepare-file.ts';
import { requireRoom } from './require-room.ts';
import { toFileName } from './to-file-name.ts';

/**
 * Makes a prepared content a file of a person's.
 * @throws AppError E2010 when they have no room, E2000 when they are gone, E1007 when the content was removed again meanwhile
 */
export async function addFile(
  tx: WriteHandle,
  owner: UserId,
  name: string,
  prepared: PreparedFile,
  now: number,
): Promise<FileRow> {
  const { sha256, key, bytes, kind, mediaType, text } = prepared;
  if (!(await fileWriter.takeTurn(tx, owner))) throw new AppError('E2000');
  await requireRoom(tx, owner, { files: 1, bytes });
  if (!(await blobWriter.hold(tx, { sha256, key, keptUntil: now + FILE_LIMITS.claimMs }))) {
    throw new AppError('E1007', undefined, { retryAfterS: 1 });
  }
  const row: FileRow = {
    id: createId<FileId>(),
    user_id: owner,
    sha256,
    name: toFileName(name),
    media_type: mediaType,
    kind,
    bytes,
    created_at: now,
  };
  await fileWriter.insert(tx, { ...row, text, kept_until: now + FILE_LIMITS.unusedMs });
  return row;
}
