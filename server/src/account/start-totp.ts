import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { SecretBox } from '../kit/secret-box.ts';
import type { Store } from '../store/open.ts';
import { totpWriter } from '../store/totp-writer.ts';
import { requireRecentProof } from './require-proof.ts';
import { totpPlace } from './second-factor.ts';
import { createTotp, type NewTotp } from './totp.ts';
import type { SessionViewer } from './viewer.ts';

export interface TotpParts {
  store: Store;
  clock: Clock;
  box: SecretBox;
}

/**
 * Makes a secret for the viewer's authenticator app. Nothing asks for it before its first code was confirmed.
 * @throws AppError E2007 without a recent proof, E1003 when there is one in force
 */
export async function startTotp({ store, clock, box }: TotpParts, viewer: SessionViewer): Promise<NewTotp> {
  const now = clock.now();
  requireRecentProof(viewer, now);
  const made = await createTotp(viewer.email);
  const sealedSecret = box.seal(made.secret, totpPlace(viewer.userId));
  const isKept = await store.transact((tx) => totpWriter.begin(tx, { userId: viewer.userId, sealedSecret, now }));
  if (!isKept) throw new AppError('E1003', 'An authenticator app is set up already. Remove it before you add another.');
  return made;
}
