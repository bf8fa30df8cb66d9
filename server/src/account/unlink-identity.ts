import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { identityReader } from '../store/identity-reader.ts';
import { identityWriter } from '../store/identity-writer.ts';
import type { Store } from '../store/open.ts';
import { passkeyReader } from '../store/passkey-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import { userReader } from '../store/user-reader.ts';
import type { Caller } from './caller.ts';
import { requireRecentProof } from './require-proof.ts';
import type { SessionViewer } from './viewer.ts';

/**
 * Takes a provider's account away from the viewer's.
 * @throws AppError E2007 without a recent proof, E1002 when it is not linked, E1003 when nothing else would open the account
 */
export async function unlinkIdentity(
  { store, clock }: { store: Store; clock: Clock },
  viewer: SessionViewer,
  provider: string,
  caller: Caller,
): Promise<void> {
  const now = clock.now();
  requireRecentProof(viewer, now);
  await store.transact(async (tx) => {
    if (!(await identityWriter.removeOfProvider(tx, viewer.userId, provider))) throw new AppError('E1002');
    if (!(await hasWayIn(tx, viewer))) {
      throw new AppError('E1003', 'You sign in with nothing else. Choose a password or add a passkey first.');
    }
    const target = { type: 'user', id: viewer.userId };
    const { ip, requestId } = caller;
    const details = { provider };
    await appendAudit(tx, { at: now, actor: viewer.userId, action: 'identity.unlink', target, ip, requestId, details });
  });
}

async function hasWayIn(db: ReadHandle, { userId }: SessionViewer): Promise<boolean> {
  if ((await userReader.findById(db, userId))?.password_hash) return true;
  if ((await passkeyReader.list(db, userId)).length > 0) return true;
  return (await identityReader.list(db, userId)).length > 0;
}
