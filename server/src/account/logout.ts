import { appendAudit } from '../audit/append-audit.ts';
import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import { sessionWriter } from '../store/session-writer.ts';
import type { Caller } from './caller.ts';
import type { SessionEnds } from './session-ends.ts';
import type { SessionViewer } from './viewer.ts';

export interface LogoutParts {
  store: Store;
  clock: Clock;
  sessionEnds: SessionEnds;
}

/** Ends the viewer's session, and with it every live connection that stands on it. */
export async function logout(
  { store, clock, sessionEnds }: LogoutParts,
  viewer: SessionViewer,
  caller: Caller,
): Promise<void> {
  await store.transact(async (tx) => {
    if (!(await sessionWriter.remove(tx, viewer.sessionId))) return;
    await appendAudit(tx, {
      at: clock.now(),
      actor: viewer.userId,
      action: 'session.logout',
      target: { type: 'session', id: viewer.sessionId },
      ip: caller.ip,
      requestId: caller.requestId,
    });
  });
  sessionEnds.endSession(viewer.sessionId);
}
