import type { UserId } from '../kit/id.ts';
import { fileReader } from '../store/file-reader.ts';
import { NEWEST_ID, type Page, readIdCursor, toPage } from '../store/page.ts';
import type { ReadHandle } from '../store/query.ts';
import { type File, toFile } from './file.ts';

/**
 * A person's files, newest first.
 * @throws AppError E1001 for a cursor that is none
 */
export async function listFiles(
  db: ReadHandle,
  owner: UserId,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<File>> {
  const before = cursor === undefined ? NEWEST_ID : readIdCursor(cursor);
  return toPage(await fileReader.list(db, owner, { before, limit: limit + 1 }), limit, toFile);
}
