import { createResetLink, type ResetLink } from '../account/create-reset-link.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import type { Store } from '../store/open.ts';
import { userReader } from '../store/user-reader.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

/** Time to reach the person by whatever way; a link that comes by mail has less. */
const LIFETIME_MS = 24 * 3_600_000;

/**
 * Makes a link by which a person who cannot sign in chooses another password, once; audited. Whoever opens it has the account: it is to be given to
 * nobody else.
 * @throws AppError E1002
 */
export async function createUserResetLink(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  id: UserId,
): Promise<ResetLink> {
  return store.transact(async (tx) => {
    const now = clock.now();
    if (!(await userReader.findById(tx, id))) throw new AppError('E1002');
    const link = await createResetLink(tx, id, LIFETIME_MS, now);
    await auditAct(tx, act, { action: 'user.create_reset_link', target: { type: 'user', id } }, now);
    return link;
  });
}
