import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import { outboxReader } from '../store/outbox-reader.ts';
import { NEWEST_ID, type Page, readIdCursor, toPage } from '../store/page.ts';
import type { OutboxStatus } from '../store/table/operation-table.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';
import { type OutboxItem, toOutboxItem } from './outbox-item.ts';

/**
 * Everybody's queued effects, newest first, without what they say; the look is audited.
 * @throws AppError E1001 for a cursor that is none
 */
export async function listOutbox(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  { status, limit, cursor }: { status?: OutboxStatus | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<OutboxItem>> {
  const before = cursor === undefined ? NEWEST_ID : readIdCursor(cursor);
  return store.transact(async (tx) => {
    const rows = await outboxReader.list(tx, status, { before, limit: limit + 1 });
    const page = toPage(rows, limit, toOutboxItem);
    const details = { status: status ?? null, count: page.items.length };
    await auditAct(tx, act, { action: 'outbox.list', target: null, details }, clock.now());
    return page;
  });
}
