import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import { totpReader } from '../store/totp-reader.ts';
import { totpWriter } from '../store/totp-writer.ts';
import type { Caller } from './caller.ts';
import { holdSession } from './hold-session.ts';
import { createRecoveryCodes, hashRecoveryCode } from './recovery-code.ts';
import { requireRecentProof } from './require-proof.ts';
import { codeNeeded, totpPlace } from './second-factor.ts';
import type { TotpParts } from './start-totp.ts';
import { findTotpStep } from './totp.ts';
import type { SessionViewer } from './viewer.ts';

/**
 * Puts the authenticator in force by its first code.
 * @returns the recovery codes, which are shown this once
 * @throws AppError E2007 without a recent proof, E1003 when none was begun, E2006 when the code is wrong
 */
export async function confirmTotp(
  { store, clock, box }: TotpParts,
  viewer: SessionViewer,
  code: string,
  caller: Caller,
): Promise<string[]> {
  const now = clock.now();
  requireRecentProof(viewer, now);
  const { userId } = viewer;
  const factor = await totpReader.find(store.read, userId);
  if (!factor || factor.confirmed_at !== null)
    throw new AppError('E1003', 'Begin to set up an authenticator app first.');
  const { sealed_secret: sealedSecret } = factor;
  const step = await findTotpStep(box.open(sealedSecret, totpPlace(userId)), code, now);
  if (step === undefined) throw codeNeeded(true);
  const codes = createRecoveryCodes();
  await store.transact(async (tx) => {
    await holdSession(tx, viewer);
    if (!(await totpWriter.confirm(tx, { userId, sealedSecret, step, now }))) throw new AppError('E1003');
    await totpWriter.replaceRecoveryCodes(tx, userId, codes.map(hashRecoveryCode));
    const target = { type: 'user', id: userId };
    const { ip, requestId } = caller;
    await appendAudit(tx, { at: now, actor: userId, action: 'totp.enable', target, ip, requestId });
  });
  return codes;
}
