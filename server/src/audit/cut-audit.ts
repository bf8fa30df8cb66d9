import { toIso } from '../kit/clock.ts';
import { auditReader } from '../store/audit-reader.ts';
import { auditWriter } from '../store/audit-writer.ts';
import type { Store } from '../store/open.ts';
import { appendAudit } from './append-audit.ts';

/** As many are removed in one transaction, for which others wait. */
const MOST_AT_ONCE = 10_000;

/** The action of the entry that stands for what was cut off. */
export const CUT_ACTION = 'audit.cut';

/**
 * Removes entries from before a moment from the beginning of the chain. An entry with the number and the hash of the last one of them takes their
 * place, so the chain can still be verified from there on. The newest entry always stays.
 * @returns how many were removed
 */
export async function cutAudit(store: Store, before: number, now: number): Promise<number> {
  let removed = 0;
  for (let count = MOST_AT_ONCE; count === MOST_AT_ONCE; removed += count) count = await cutSome(store, before, now);
  return removed;
}

async function cutSome(store: Store, before: number, now: number): Promise<number> {
  return store.transact(async (tx) => {
    const [first, head, newest] = [
      await auditReader.findFirst(tx),
      await auditReader.findHead(tx),
      await auditReader.findLastBefore(tx, before),
    ];
    if (!first || !head || !newest || first.at >= before) return 0;
    const through = Math.min(newest.seq, first.seq + MOST_AT_ONCE - 1, head.seq - 1);
    const last = await auditReader.findBySeq(tx, through);
    if (!last || through < first.seq) return 0;
    await appendAudit(tx, {
      at: now,
      actor: null,
      action: CUT_ACTION,
      target: null,
      ip: null,
      requestId: null,
      details: { first: first.seq, through, hash: last.hash, before: toIso(before) },
    });
    return auditWriter.removeThrough(tx, through);
  });
}
