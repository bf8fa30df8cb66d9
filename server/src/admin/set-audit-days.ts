import { writeAuditDays } from '../audit/audit-retention.ts';
import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

/** Sets how long entries of the audit log are kept; null for ever. Audited. */
export async function setAuditDays(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  days: number | null,
): Promise<void> {
  await store.transact(async (tx) => {
    const now = clock.now();
    await writeAuditDays(tx, days, now);
    await auditAct(tx, act, { action: 'audit.change_retention', target: null, details: { days } }, now);
  });
}
