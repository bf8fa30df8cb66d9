import { appendAudit } from '../audit/append-audit.ts';
import { sessionWriter } from '../store/session-writer.ts';
import type { Caller } from './caller.ts';
import type { EndSessionParts } from './end-session.ts';
import type { SessionViewer } from './viewer.ts';

/** Ends every session of the viewer's but this one; gives how many. */
export async function endOtherSessions(
  { store, clock, sessionEnds }: EndSessionParts,
  viewer: SessionViewer,
  caller: Caller,
): Promise<number> {
  const ended = await store.transact(async (tx) => {
    const ids = await sessionWriter.removeOthers(tx, viewer.userId, viewer.sessionId);
    await appendAudit(tx, {
      at: clock.now(),
      actor: viewer.userId,
      action: 'session.revoke_others',
      target: { type: 'user', id: viewer.userId },
      ip: caller.ip,
      requestId: caller.requestId,
      details: { ended: ids.length },
    });
    return ids;
  });
  for (const id of ended) sessionEnds.endSession(id);
  return ended.length;
}
