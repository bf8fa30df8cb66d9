import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { hashSecret, type SessionId } from '../kit/id.ts';
import type { Store } from '../store/open.ts';
import { sessionWriter } from '../store/session-writer.ts';
import type { Caller } from './caller.ts';
import type { SessionEnds } from './session-ends.ts';
import type { SessionViewer } from './viewer.ts';

export interface EndSessionParts {
  store: Store;
  clock: Clock;
  sessionEnds: SessionEnds;
}

/** Ends one session of the viewer's, named by its id or its token. @throws AppError E1002 when they have no such session */
export async function endSession(
  { store, clock, sessionEnds }: EndSessionParts,
  viewer: SessionViewer,
  which: { id: SessionId } | { token: string },
  caller: Caller,
): Promise<void> {
  const key = 'id' in which ? which : { tokenHash: hashSecret(which.token) };
  const ended = await store.transact(async (tx) => {
    const id = await sessionWriter.removeOwn(tx, viewer.userId, key);
    if (id === undefined) throw new AppError('E1002');
    await appendAudit(tx, {
      at: clock.now(),
      actor: viewer.userId,
      action: 'session.revoke',
      target: { type: 'session', id },
      ip: caller.ip,
      requestId: caller.requestId,
    });
    return id;
  });
  sessionEnds.endSession(ended);
}
