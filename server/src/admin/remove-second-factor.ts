import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import type { Store } from '../store/open.ts';
import { totpWriter } from '../store/totp-writer.ts';
import { userReader } from '../store/user-reader.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

/**
 * Takes away the authenticator of a person who lost it, with its recovery codes; their password is asked as before. Audited.
 * @throws AppError E1002 when there is no such person, or they have none
 */
export async function removeSecondFactor(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  id: UserId,
): Promise<void> {
  await store.transact(async (tx) => {
    if (!(await userReader.findById(tx, id)) || !(await totpWriter.remove(tx, id))) throw new AppError('E1002');
    await auditAct(tx, act, { action: 'user.remove_second_factor', target: { type: 'user', id } }, clock.now());
  });
}
