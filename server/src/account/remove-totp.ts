import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import { totpWriter } from '../store/totp-writer.ts';
import type { Caller } from './caller.ts';
import { requireRecentProof } from './require-proof.ts';
import type { SessionViewer } from './viewer.ts';

/** Takes the viewer's authenticator and recovery codes away. @throws AppError E2007 without a recent proof, E1002 when there is none */
export async function removeTotp(
  { store, clock }: { store: Store; clock: Clock },
  viewer: SessionViewer,
  caller: Caller,
): Promise<void> {
  const now = clock.now();
  requireRecentProof(viewer, now);
  await store.transact(async (tx) => {
    if (!(await totpWriter.remove(tx, viewer.userId))) throw new AppError('E1002');
    const target = { type: 'user', id: viewer.userId };
    const { ip, requestId } = caller;
    await appendAudit(tx, { at: now, actor: viewer.userId, action: 'totp.disable', target, ip, requestId });
  });
}
