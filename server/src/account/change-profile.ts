import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import { UniqueViolation } from '../store/unique-violation.ts';
import { userWriter } from '../store/user-writer.ts';
import type { Caller } from './caller.ts';
import type { ProofParts } from './check-proof.ts';
import { requirePassword } from './require-proof.ts';
import type { SessionViewer } from './viewer.ts';

interface ProfileChange {
  displayName: string | undefined;
  email: string | undefined;
  currentPassword: string | undefined;
}

/**
 * Changes how a person is called and reached, and gives them as they are then. Another e-mail address needs the password, because it is what one
 * signs in with.
 * @throws AppError E1003 when the address is taken, and what `requirePassword` throws
 */
export async function changeProfile(
  parts: ProofParts,
  viewer: SessionViewer,
  change: ProfileChange,
  caller: Caller,
): Promise<SessionViewer> {
  const email = change.email?.toLowerCase() ?? viewer.email;
  const displayName = change.displayName ?? viewer.displayName;
  if (email !== viewer.email) await requirePassword(parts, viewer, change.currentPassword, caller);
  const now = parts.clock.now();
  try {
    await parts.store.transact(async (tx) => {
      if (displayName !== viewer.displayName) await userWriter.setName(tx, viewer.userId, displayName, now);
      if (email === viewer.email) return;
      await userWriter.setEmail(tx, viewer.userId, email, now);
      await appendAudit(tx, {
        at: now,
        actor: viewer.userId,
        action: 'account.change_email',
        target: { type: 'user', id: viewer.userId },
        ip: caller.ip,
        requestId: caller.requestId,
      });
    });
  } catch (error) {
    if (error instanceof UniqueViolation) throw new AppError('E1003', 'This e-mail address has an account already.');
    throw error;
  }
  return { ...viewer, email, displayName };
}
