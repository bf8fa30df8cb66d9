import { AppError } from '../errors.ts';
import type { UserId } from '../kit/id.ts';
import { runReader } from '../store/run-reader.ts';
import { transactAgain } from '../store/transact-again.ts';
import { userReader } from '../store/user-reader.ts';
import { userWriter } from '../store/user-writer.ts';
import type { Act } from './act.ts';
import type { AdminParts } from './admin-parts.ts';
import { auditAct } from './audit-act.ts';
import { lastAdmin } from './change-user.ts';

/**
 * Deletes a person with everything that is theirs; audited, with nothing of them but their id.
 * @throws AppError E1002; E1003 when nobody who can administrate would be left
 */
export async function deleteUser({ store, clock, sessionEnds, runs }: AdminParts, act: Act, id: UserId): Promise<void> {
  const running = await transactAgain(store, async (tx) => {
    const streaming = await runReader.listStreaming(tx, id);
    if (!(await userWriter.removeUnlessLastAdmin(tx, id))) {
      throw (await userReader.findById(tx, id)) ? lastAdmin() : new AppError('E1002');
    }
    await auditAct(tx, act, { action: 'user.delete', target: { type: 'user', id } }, clock.now());
    return streaming;
  });
  sessionEnds.endUser(id);
  for (const run of running) runs.drop(run.id);
}
