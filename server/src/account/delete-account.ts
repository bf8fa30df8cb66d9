import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import { transactAgain } from '../store/transact-again.ts';
import { userWriter } from '../store/user-writer.ts';
import type { Caller } from './caller.ts';
import type { ProofParts } from './check-proof.ts';
import { requirePassword } from './require-proof.ts';
import type { SessionEnds } from './session-ends.ts';
import type { SessionViewer } from './viewer.ts';

/**
 * Deletes the viewer with everything that is theirs, in one transaction; live connections end. What remains is an entry of the audit log that says that
 * it happened, with nothing of the person but their id.
 * @throws AppError E1003 when they are the last admin, and what `requirePassword` throws
 */
export async function deleteAccount(
  parts: ProofParts & { sessionEnds: SessionEnds },
  viewer: SessionViewer,
  currentPassword: string | undefined,
  caller: Caller,
): Promise<void> {
  await requirePassword(parts, viewer, currentPassword, caller);
  await transactAgain(parts.store, async (tx) => {
    if (!(await userWriter.removeUnlessLastAdmin(tx, viewer.userId))) {
      throw new AppError('E1003', 'You are the only administrator. Make somebody else one before you leave.');
    }
    await appendAudit(tx, {
      at: parts.clock.now(),
      actor: viewer.userId,
      action: 'account.delete',
      target: { type: 'user', id: viewer.userId },
      ip: null,
      requestId: caller.requestId,
    });
  });
  parts.sessionEnds.endUser(viewer.userId);
}
