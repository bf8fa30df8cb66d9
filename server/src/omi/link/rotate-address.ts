import { appendAudit } from '../../audit/append-audit.ts';
import { AppError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import { createSecret, hashSecret, type UserId } from '../../kit/id.ts';
import { omiLinkWriter } from '../../store/omi-link-writer.ts';
import type { Store } from '../../store/open.ts';

/** Time to put the new address into Omi without a word lost. */
const OVERLAP_MS = 24 * 3_600_000;

export interface RotatedAddress {
  /** Shown once; it is not kept in this form. */
  webhookToken: string;
  previousValidUntil: number;
}

/**
 * Gives the viewer's confirmed link a new webhook address. The one before works for 24 hours more; one that was on its way out already ends now,
 * so that changing twice ends an address that others know.
 * @throws AppError E1002 where the viewer has no such confirmed link
 */
export async function rotateAddress(
  { store, clock }: { store: Store; clock: Clock },
  viewer: UserId,
  omiUserId: string,
  requestId: string,
): Promise<RotatedAddress> {
  const webhookToken = createSecret();
  const now = clock.now();
  const previousValidUntil = now + OVERLAP_MS;
  await store.transact(async (tx) => {
    const tokenHash = hashSecret(webhookToken);
    const id = await omiLinkWriter.rotateToken(tx, {
      owner: viewer,
      omiUserId,
      tokenHash,
      previousExpiresAt: previousValidUntil,
    });
    if (!id) throw new AppError('E1002');
    const target = { type: 'omi_link', id };
    await appendAudit(tx, { at: now, actor: viewer, action: 'omi_link.rotate', target, ip: null, requestId });
  });
  return { webhookToken, previousValidUntil };
}
