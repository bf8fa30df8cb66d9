import { AppError } from '../errors.ts';
import type { FileId, UserId } from '../kit/id.ts';
import { fileWriter } from '../store/file-writer.ts';
import type { WriteHandle } from '../store/query.ts';

/**
 * Deletes a file, also from the messages it is in: they keep its name, and no model reads it any more. Its content goes with the next cleaning.
 * @throws AppError E1002
 */
export async function deleteFile(tx: WriteHandle, owner: UserId, id: FileId): Promise<void> {
  if (!(await fileWriter.delete(tx, owner, id))) throw new AppError('E1002');
}
