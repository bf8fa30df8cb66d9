import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import type { ApiKeyId } from '../kit/id.ts';
import { apiKeyWriter } from '../store/api-key-writer.ts';
import type { Caller } from './caller.ts';
import type { EndSessionParts } from './end-session.ts';
import type { SessionViewer } from './viewer.ts';

/** Ends a key of the viewer's and every live connection that stands on it. @throws AppError E1002 when they have no such key */
export async function deleteApiKey(
  { store, clock, sessionEnds }: EndSessionParts,
  viewer: SessionViewer,
  id: ApiKeyId,
  caller: Caller,
): Promise<void> {
  await store.transact(async (tx) => {
    if (!(await apiKeyWriter.remove(tx, viewer.userId, id))) throw new AppError('E1002');
    await appendAudit(tx, {
      at: clock.now(),
      actor: viewer.userId,
      action: 'api_key.delete',
      target: { type: 'api_key', id },
      ip: caller.ip,
      requestId: caller.requestId,
    });
  });
  sessionEnds.endSession(id);
}
