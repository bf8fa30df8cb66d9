import { appendAudit } from '../audit/append-audit.ts';
import type { Caller } from './caller.ts';
import type { ProofParts } from './check-proof.ts';
import { refuseCommonPassword } from './refuse-common-password.ts';
import { requirePassword } from './require-proof.ts';
import type { SessionEnds } from './session-ends.ts';
import { setPassword } from './set-password.ts';
import type { SessionViewer } from './viewer.ts';

export type ChangePasswordParts = ProofParts & { sessionEnds: SessionEnds };

/**
 * Gives a person another password. Every other session, every API key and every live connection on them ends: whoever got in with the old one is
 * out. Who has none yet (they sign in elsewhere) gets one after a recent proof.
 * @throws AppError E1001 when it is a common one, what `requirePassword` throws, E1007 when too many sign in at once
 */
export async function changePassword(
  parts: ChangePasswordParts,
  viewer: SessionViewer,
  input: { currentPassword: string | undefined; newPassword: string },
  caller: Caller,
): Promise<void> {
  await requirePassword(parts, viewer, input.currentPassword, caller);
  await refuseCommonPassword(input.newPassword, viewer.email, 'new_password');
  const passwordHash = await parts.passwords.hash(input.newPassword);
  const ended = await parts.store.transact(async (tx) => {
    const now = parts.clock.now();
    const others = await setPassword(tx, viewer.userId, passwordHash, viewer.sessionId, now);
    await appendAudit(tx, {
      at: now,
      actor: viewer.userId,
      action: 'account.change_password',
      target: { type: 'user', id: viewer.userId },
      ip: caller.ip,
      requestId: caller.requestId,
      details: { ended: others.length },
    });
    return others;
  });
  for (const id of ended) parts.sessionEnds.endSession(id);
}
