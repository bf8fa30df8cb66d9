import { AppError } from '../errors.ts';
import type { UserId } from '../kit/id.ts';
import { sessionWriter } from '../store/session-writer.ts';
import { userReader } from '../store/user-reader.ts';
import type { Act } from './act.ts';
import type { AdminParts } from './admin-parts.ts';
import { auditAct } from './audit-act.ts';

/** Ends every session of a person and what stands on them; audited. @returns how many @throws AppError E1002 */
export async function endUserSessions(
  { store, clock, sessionEnds }: Pick<AdminParts, 'store' | 'clock' | 'sessionEnds'>,
  act: Act,
  id: UserId,
): Promise<number> {
  const ended = await store.transact(async (tx) => {
    if (!(await userReader.findById(tx, id))) throw new AppError('E1002');
    const ids = await sessionWriter.removeAll(tx, id);
    const details = { ended: ids.length };
    await auditAct(tx, act, { action: 'user.revoke_sessions', target: { type: 'user', id }, details }, clock.now());
    return ids;
  });
  for (const sessionId of ended) sessionEnds.endSession(sessionId);
  return ended.length;
}
