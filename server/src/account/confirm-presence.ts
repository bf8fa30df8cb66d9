import { appendAudit } from '../audit/append-audit.ts';
import { sessionWriter } from '../store/session-writer.ts';
import type { Caller } from './caller.ts';
import { type CheckParts, checkPassword } from './check-password.ts';
import type { SessionViewer } from './viewer.ts';

/**
 * Renews the proof that dangerous acts ask for.
 * @throws AppError E2003 when the password is wrong, E1006 after too many tries
 */
export async function confirmPresence(
  parts: CheckParts,
  viewer: SessionViewer,
  password: string,
  caller: Caller,
): Promise<void> {
  await checkPassword(parts, viewer, password, caller);
  await parts.store.transact(async (tx) => {
    const now = parts.clock.now();
    await sessionWriter.prove(tx, viewer.sessionId, now);
    await appendAudit(tx, {
      at: now,
      actor: viewer.userId,
      action: 'session.confirm',
      target: { type: 'session', id: viewer.sessionId },
      ip: caller.ip,
      requestId: caller.requestId,
    });
  });
}
