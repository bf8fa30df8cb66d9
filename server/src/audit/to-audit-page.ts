import { z } from 'zod';
import { AFTER_EVERY_ENTRY, type AuditRow } from '../store/audit-reader.ts';
import { decodeCursor, encodeCursor, type Page } from '../store/page.ts';
import { type AuditItem, toAuditItem } from './audit-item.ts';

const position = z.tuple([z.int().min(0).max(AFTER_EVERY_ENTRY)]);

/** The number after which the next page of entries begins, newest first. @throws AppError E1001 for a cursor that is none */
export function readAuditCursor(cursor: string | undefined): number {
  return cursor === undefined ? AFTER_EVERY_ENTRY : decodeCursor(cursor, position)[0];
}

/** Makes a page from its rows and the one after them. */
export function toAuditPage(rows: readonly AuditRow[], limit: number): Page<AuditItem> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toAuditItem),
    ...(rows.length > limit && last && { nextCursor: encodeCursor([last.seq]) }),
  };
}
