import { z } from 'zod';
import type { UserId } from '../kit/id.ts';
import { NEWEST_IMPORT, omiImportReader } from '../store/omi-import-reader.ts';
import { cursorId, decodeCursor, encodeCursor, type Page } from '../store/page.ts';
import type { ReadHandle } from '../store/query.ts';
import { type OmiImport, toImport } from './omi-import.ts';

const position = z.tuple([cursorId]);

/** The viewer's imports, newest first. @throws AppError E1001 for a cursor that is none */
export async function listImports(
  db: ReadHandle,
  viewer: UserId,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<OmiImport>> {
  const [before] = page.cursor === undefined ? [NEWEST_IMPORT] : decodeCursor(page.cursor, position);
  const rows = await omiImportReader.list(db, viewer, before, page.limit + 1);
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items: items.map(toImport),
    ...(rows.length > page.limit && last && { nextCursor: encodeCursor([last.id]) }),
  };
}
