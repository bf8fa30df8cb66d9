import { writeRetentionLimits } from '../context/retention.ts';
import type { RetentionDays } from '../context/retention-days.ts';
import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

/** Replaces the limits to how long anybody's conversations are kept; audited. */
export async function setRetention(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  limits: RetentionDays,
): Promise<void> {
  await store.transact(async (tx) => {
    const now = clock.now();
    await writeRetentionLimits(tx, limits, now);
    await auditAct(tx, act, { action: 'retention.change', target: null, details: { ...limits } }, now);
  });
}
