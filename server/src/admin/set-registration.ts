import { writeRegistration } from '../account/registration.ts';
import type { Registration } from '../config.ts';
import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

/** Sets who may make an account; null goes back to what `REGISTRATION` says. Audited. */
export async function setRegistration(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  policy: Registration | null,
): Promise<void> {
  await store.transact(async (tx) => {
    const now = clock.now();
    await writeRegistration(tx, policy, now);
    await auditAct(tx, act, { action: 'settings.change', target: null, details: { registration: policy } }, now);
  });
}
