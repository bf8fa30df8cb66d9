import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { OutboxId } from '../kit/id.ts';
import type { Store } from '../store/open.ts';
import { outboxReader } from '../store/outbox-reader.ts';
import { outboxWriter } from '../store/outbox-writer.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';
import { type OutboxItem, toOutboxItem } from './outbox-item.ts';

/**
 * Lets a parked effect be tried anew, with all its tries; audited.
 * @throws AppError E1002; E1003 when it is not parked
 */
export async function retryOutbox(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  id: OutboxId,
): Promise<OutboxItem> {
  return store.transact(async (tx) => {
    const now = clock.now();
    const row = await outboxWriter.unpark(tx, id, now);
    if (!row) throw new AppError((await outboxReader.exists(tx, id)) ? 'E1003' : 'E1002');
    const details = { kind: row.kind, owner_id: row.user_id };
    await auditAct(tx, act, { action: 'outbox.retry', target: { type: 'outbox', id }, details }, now);
    return toOutboxItem(row);
  });
}
