import { setImmediate as nextTurn } from 'node:timers/promises';
import { type AuditRow, auditReader } from '../store/audit-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import { CUT_ACTION } from './cut-audit.ts';
import { hashEntry } from './hash-entry.ts';

/** `brokenAt` is the number of the first entry that is missing or not as it was written; `first` that of the oldest one that is kept. */
export type AuditVerdict = { ok: true; entries: number; first: number } | { ok: false; brokenAt: number };

const PAGE = 1_000;

/** What the entry that stands for a cut says of it. */
interface Cut {
  through: number;
  hash: string;
}

/**
 * Reads the whole audit log and checks that every entry stands where and as it was written, the last one included. Where its beginning was cut off by
 * retention, an entry in the chain must say so.
 */
export async function verifyAudit(db: ReadHandle): Promise<AuditVerdict> {
  // First, so that what is appended while we read does not count as too much.
  const head = await auditReader.findHead(db);
  let rows = await auditReader.listAfter(db, 0, PAGE);
  const cut = cutBefore(rows[0]);
  let isCutKnown = cut.through === 0;
  let last: { seq: number; hash: string } = { seq: cut.through, hash: cut.hash };
  while (last.seq < (head?.seq ?? 0)) {
    for (const row of rows) {
      if (row.seq !== last.seq + 1 || row.prev_hash !== last.hash || row.hash !== hashEntry(row)) {
        return { ok: false, brokenAt: last.seq + 1 };
      }
      isCutKnown ||= isEntryOf(cut, row);
      last = row;
      if (row.seq === head?.seq) break;
    }
    if (rows.length === 0) return { ok: false, brokenAt: last.seq + 1 };
    // Thousands of hashes are seconds of work, in which others want their turn.
    await nextTurn();
    rows = await auditReader.listAfter(db, last.seq, PAGE);
  }
  if (!head || last.seq !== head.seq || last.hash !== head.hash) return { ok: false, brokenAt: last.seq };
  if (!isCutKnown) return { ok: false, brokenAt: cut.through };
  return { ok: true, entries: last.seq - cut.through, first: cut.through + 1 };
}

function cutBefore(first: AuditRow | undefined): Cut {
  return first ? { through: first.seq - 1, hash: first.prev_hash } : { through: 0, hash: '' };
}

function isEntryOf({ through, hash }: Cut, row: AuditRow): boolean {
  if (row.action !== CUT_ACTION) return false;
  const said: Partial<Cut> = JSON.parse(row.details);
  return said.through === through && said.hash === hash;
}
