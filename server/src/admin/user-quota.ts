import type { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import type { limitsChangeSchema } from '../quota/limits-change.ts';
import type { Store } from '../store/open.ts';
import { quotaReader } from '../store/quota-reader.ts';
import { quotaWriter } from '../store/quota-writer.ts';
import { userReader } from '../store/user-reader.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

type LimitsChange = z.infer<typeof limitsChangeSchema>;

/** A person's own limits; what is missing they have from their role. The look is audited. @throws AppError E1002 */
export async function getUserLimits(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  id: UserId,
): Promise<LimitsChange> {
  return store.transact(async (tx) => {
    if (!(await userReader.findById(tx, id))) throw new AppError('E1002');
    const own = await quotaReader.own(tx, id);
    await auditAct(tx, act, { action: 'quota.read', target: { type: 'user', id } }, clock.now());
    return own;
  });
}

/** Replaces a person's own limits, for their next message; audited. @throws AppError E1002 */
export async function setUserLimits(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  id: UserId,
  limits: LimitsChange,
): Promise<void> {
  await store.transact(async (tx) => {
    const now = clock.now();
    if (!(await userReader.findById(tx, id))) throw new AppError('E1002');
    await quotaWriter.setLimits(tx, id, limits, now);
    await auditAct(tx, act, { action: 'quota.change', target: { type: 'user', id }, details: toDetails(limits) }, now);
  });
}

/** For the audit log: each limit that was named, null for none. */
export function toDetails(limits: LimitsChange): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(limits).flatMap(([name, limit]) => (limit === undefined ? [] : [[name, limit]])),
  );
}
