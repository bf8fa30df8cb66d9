import { createResetLink, type ResetLink } from '../account/create-reset-link.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import type { Store } from '../store/open.ts';
import { userReader } from '../store/user-reader.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

/** Makes a one-time link with which a person chooses another password, to be handed to them; audited. @throws AppError E1002, E2004 */
export async function handResetLink(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  id: UserId,
): Promise<ResetLink> {
  return store.transact(async (tx) => {
    const now = clock.now();
    const user = await userReader.findById(tx, id);
    if (!user) throw new AppError('E1002');
    if (user.status !== 'active') throw new AppError('E2004', 'This account is disabled. Enable it first.');
    const link = await createResetLink(tx, id, ACCOUNT_LIMITS.handedResetMs, now);
    await auditAct(tx, act, { action: 'user.reset_link', target: { type: 'user', id } }, now);
    return link;
  });
}
