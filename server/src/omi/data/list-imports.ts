import type { UserId } from '../../kit/id.ts';
import { omiImportReader } from '../../store/omi-import-reader.ts';
import { NEWEST_ID, type Page, readIdCursor, toPage } from '../../store/page.ts';
import type { ReadHandle } from '../../store/query.ts';
import { type OmiImport, toImport } from './omi-import.ts';

/** The viewer's imports, newest first. @throws AppError E1001 for a cursor that is none */
export async function listImports(
  db: ReadHandle,
  viewer: UserId,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<OmiImport>> {
  const before = cursor === undefined ? NEWEST_ID : readIdCursor(cursor);
  return toPage(await omiImportReader.list(db, viewer, before, limit + 1), limit, toImport);
}
