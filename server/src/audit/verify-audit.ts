import { auditReader } from '../store/audit-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import { hashEntry } from './hash-entry.ts';

/** `brokenAt` is the number of the first entry that is missing or not as it was written. */
export type AuditVerdict = { ok: true; entries: number } | { ok: false; brokenAt: number };

const PAGE = 1_000;

/** Reads the whole audit log and checks that every entry stands where and as it was written, the last one included. */
export async function verifyAudit(db: ReadHandle): Promise<AuditVerdict> {
  // First, so that what is appended while we read does not count as too much.
  const head = await auditReader.findHead(db);
  let last = { seq: 0, hash: '' };
  while (last.seq < (head?.seq ?? 0)) {
    const rows = await auditReader.listAfter(db, last.seq, PAGE);
    for (const row of rows) {
      if (row.seq !== last.seq + 1 || row.prev_hash !== last.hash || row.hash !== hashEntry(row)) {
        return { ok: false, brokenAt: last.seq + 1 };
      }
      last = row;
      if (row.seq === head?.seq) break;
    }
    if (rows.length === 0) return { ok: false, brokenAt: last.seq + 1 };
  }
  return head && last.seq === head.seq && last.hash === head.hash
    ? { ok: true, entries: last.seq }
    : { ok: false, brokenAt: last.seq };
}
