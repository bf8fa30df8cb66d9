import { AppError } from '../errors.ts';
import type { UserId } from '../kit/id.ts';
import { apiKeyWriter } from '../store/api-key-writer.ts';
import { runReader } from '../store/run-reader.ts';
import { sessionWriter } from '../store/session-writer.ts';
import type { Role, UserStatus } from '../store/table/account-table.ts';
import { userReader } from '../store/user-reader.ts';
import { userWriter } from '../store/user-writer.ts';
import type { Act } from './act.ts';
import type { AdminParts } from './admin-parts.ts';
import type { AdminUserDetail } from './admin-user.ts';
import { auditAct } from './audit-act.ts';
import { readUser } from './get-user.ts';

/**
 * Gives a person another role or status; audited. Who is disabled loses sessions and keys for good, and their running answers stop. Whoever loses
 * something loses their live connections too, which come back with what is left.
 * @throws AppError E1002; E1003 when nobody who can administrate would be left
 */
export async function changeUser(
  { store, clock, sessionEnds, runs }: AdminParts,
  act: Act,
  id: UserId,
  change: { role?: Role | undefined; status?: UserStatus | undefined },
): Promise<AdminUserDetail> {
  const { user, running } = await store.transact(async (tx) => {
    const now = clock.now();
    const before = await userReader.findById(tx, id);
    if (!before) throw new AppError('E1002');
    if (!(await userWriter.changeStanding(tx, id, change, now))) throw lastAdmin();
    const isDisabled = change.status === 'disabled';
    if (isDisabled) {
      await sessionWriter.removeAll(tx, id);
      await apiKeyWriter.removeAll(tx, id);
    }
    const details = {
      role_before: before.role,
      status_before: before.status,
      role: change.role ?? before.role,
      status: change.status ?? before.status,
    };
    await auditAct(tx, act, { action: 'user.change', target: { type: 'user', id }, details }, now);
    return { user: await readUser(tx, id), running: isDisabled ? await runReader.listStreaming(tx, id) : [] };
  });
  if (user.status === 'disabled' || change.role === 'user') sessionEnds.endUser(id);
  for (const run of running) await runs.requestCancel(id, run.id);
  return user;
}

export function lastAdmin(): AppError {
  return new AppError('E1003', 'This is the only administrator who can act. Make somebody else one first.');
}
