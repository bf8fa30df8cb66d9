import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { inviteWriter } from '../store/invite-writer.ts';
import type { Store } from '../store/open.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

/** Ends an invite; who came by it stays. Audited. @throws AppError E1002 */
export async function deleteInvite(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  id: string,
): Promise<void> {
  await store.transact(async (tx) => {
    if (!(await inviteWriter.remove(tx, id))) throw new AppError('E1002');
    await auditAct(tx, act, { action: 'invite.delete', target: { type: 'invite', id } }, clock.now());
  });
}
