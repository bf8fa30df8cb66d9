import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import type { OmiImportRow } from '../../store/omi-import-reader.ts';

/** A long import of Omi's data as its owner sees it. */
export const omiImportSchema = z
  .object({
    id: z.string(),
    uid: z.string().describe('The Omi user it reads from'),
    kind: z.enum(['memories', 'conversations']),
    status: z.enum(['running', 'done', 'failed', 'cancelled']),
    position: z.number().int().describe('How far into Omi’s list it has come'),
    imported: z.number().int(),
    skipped: z.number().int().describe('What was here before, was deleted here, or is locked at Omi'),
    error: z.string().nullable().describe('Why it failed'),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'OmiImport' });

export type OmiImport = z.infer<typeof omiImportSchema>;

export function toImport(row: OmiImportRow): OmiImport {
  return {
    id: row.id,
    uid: row.omi_user_id,
    kind: row.kind,
    status: row.status,
    position: row.position,
    imported: row.imported,
    skipped: row.skipped,
    error: row.error,
    created_at: toIso(row.created_at),
    updated_at: toIso(row.updated_at),
  };
}
