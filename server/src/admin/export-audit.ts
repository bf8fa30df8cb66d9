import { type AuditItem, toAuditItem } from '../audit/audit-item.ts';
import type { Clock } from '../kit/clock.ts';
import { type AuditFilter, type AuditRow, auditReader } from '../store/audit-reader.ts';
import type { Store } from '../store/open.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';
import { filterDetails } from './search-audit.ts';
import { toCsvLine } from './to-csv-line.ts';

export type AuditFormat = 'csv' | 'jsonl';

const PAGE = 500;
const COLUMNS = [
  'seq',
  'id',
  'at',
  'actor_id',
  'action',
  'target_type',
  'target_id',
  'ip',
  'request_id',
  'details',
  'hash',
];

/**
 * The entries that fit, oldest first, as text, a page of them at a time as fast as it is read; that it was exported is written down before the first.
 * What is appended meanwhile is not in it.
 */
export async function exportAudit(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  filter: AuditFilter,
  format: AuditFormat,
): Promise<AsyncIterable<string>> {
  const head = await store.transact(async (tx) => {
    const details = { ...filterDetails(filter), format };
    await auditAct(tx, act, { action: 'audit.export', target: null, details }, clock.now());
    return auditReader.findHead(tx);
  });
  return writePages(store, filter, format, head?.seq ?? 0);
}

async function* writePages(store: Store, filter: AuditFilter, format: AuditFormat, end: number): AsyncIterable<string> {
  const toLine = format === 'csv' ? toCsv : (row: AuditRow) => `${JSON.stringify(toAuditItem(row))}\n`;
  if (format === 'csv') yield toCsvLine(COLUMNS);
  for (let seq = 0; ; ) {
    const rows = await auditReader.search(store.read, filter, { order: 'oldest', seq, limit: PAGE });
    yield rows
      .filter((row) => row.seq <= end)
      .map(toLine)
      .join('');
    const last = rows.at(-1);
    if (!last || rows.length < PAGE || last.seq >= end) return;
    seq = last.seq;
  }
}

function toCsv(row: AuditRow): string {
  const item: AuditItem = toAuditItem(row);
  const { seq, id, at, actor_id, action, target, ip, request_id, hash } = item;
  return toCsvLine([seq, id, at, actor_id, action, target?.type, target?.id, ip, request_id, row.details, hash]);
}
