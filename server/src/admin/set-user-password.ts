import type { SessionEnds } from '../account/session-ends.ts';
import { setPassword } from '../account/set-password.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import type { Store } from '../store/open.ts';
import { userReader } from '../store/user-reader.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

/** Gives a person another password; their sessions, API keys and live connections end. Audited. @throws AppError E1002 */
export async function setUserPassword(
  { store, clock, sessionEnds }: { store: Store; clock: Clock; sessionEnds: SessionEnds },
  act: Act,
  id: UserId,
  passwordHash: string,
): Promise<void> {
  await store.transact(async (tx) => {
    const now = clock.now();
    if (!(await userReader.findById(tx, id))) throw new AppError('E1002');
    const ended = await setPassword(tx, id, passwordHash, null, now);
    const details = { ended: ended.length };
    await auditAct(tx, act, { action: 'user.set_password', target: { type: 'user', id }, details }, now);
  });
  sessionEnds.endUser(id);
}
