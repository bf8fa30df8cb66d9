import type { AuditItem } from '../audit/audit-item.ts';
import { readAuditCursor, toAuditPage } from '../audit/to-audit-page.ts';
import { type Clock, toIso } from '../kit/clock.ts';
import { type AuditFilter, auditReader } from '../store/audit-reader.ts';
import type { Store } from '../store/open.ts';
import type { Page } from '../store/page.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

/** Entries of the audit log that fit, newest first; the look is an entry too. @throws AppError E1001 for a cursor that is none */
export async function searchAudit(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  { limit, cursor, ...filter }: AuditFilter & { limit: number; cursor?: string | undefined },
): Promise<Page<AuditItem>> {
  const seq = readAuditCursor(cursor);
  return store.transact(async (tx) => {
    const rows = await auditReader.search(tx, filter, { order: 'newest', seq, limit: limit + 1 });
    await auditAct(tx, act, { action: 'audit.read', target: null, details: filterDetails(filter) }, clock.now());
    return toAuditPage(rows, limit);
  });
}

/** For the audit log: what was looked for. */
export function filterDetails({ actor, action, target, from, to }: AuditFilter): Record<string, string | null> {
  const iso = (at: number | undefined) => (at === undefined ? null : toIso(at));
  return { actor: actor ?? null, of_action: action ?? null, of_target: target ?? null, from: iso(from), to: iso(to) };
}
