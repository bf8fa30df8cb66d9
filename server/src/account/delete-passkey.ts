import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import type { PasskeyId } from '../kit/id.ts';
import { passkeyWriter } from '../store/passkey-writer.ts';
import type { Caller } from './caller.ts';
import type { PasskeyParts } from './passkey.ts';
import { requireRecentProof } from './require-proof.ts';
import type { SessionViewer } from './viewer.ts';

/** Forgets a passkey of the viewer's. @throws AppError E2007 without a recent proof, E1002 when they have no such passkey */
export async function deletePasskey(
  { store, clock }: PasskeyParts,
  viewer: SessionViewer,
  id: PasskeyId,
  caller: Caller,
): Promise<void> {
  const now = clock.now();
  requireRecentProof(viewer, now);
  await store.transact(async (tx) => {
    if (!(await passkeyWriter.remove(tx, viewer.userId, id))) throw new AppError('E1002');
    const target = { type: 'passkey', id };
    const { ip, requestId } = caller;
    await appendAudit(tx, { at: now, actor: viewer.userId, action: 'passkey.delete', target, ip, requestId });
  });
}
