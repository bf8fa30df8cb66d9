import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import { totpReader } from '../store/totp-reader.ts';
import { totpWriter } from '../store/totp-writer.ts';
import type { Caller } from './caller.ts';
import { createRecoveryCodes, hashRecoveryCode } from './recovery-code.ts';
import { requireRecentProof } from './require-proof.ts';
import type { SessionViewer } from './viewer.ts';

/**
 * Gives new recovery codes, shown this once; the ones before end.
 * @throws AppError E2007 without a recent proof, E1003 when no authenticator is in force
 */
export async function renewRecoveryCodes(
  { store, clock }: { store: Store; clock: Clock },
  viewer: SessionViewer,
  caller: Caller,
): Promise<string[]> {
  const now = clock.now();
  requireRecentProof(viewer, now);
  const codes = createRecoveryCodes();
  await store.transact(async (tx) => {
    const factor = await totpReader.find(tx, viewer.userId);
    if (!factor || factor.confirmed_at === null) throw new AppError('E1003', 'Set up an authenticator app first.');
    await totpWriter.replaceRecoveryCodes(tx, viewer.userId, codes.map(hashRecoveryCode));
    const target = { type: 'user', id: viewer.userId };
    const { ip, requestId } = caller;
    await appendAudit(tx, { at: now, actor: viewer.userId, action: 'totp.renew_codes', target, ip, requestId });
  });
  return codes;
}
