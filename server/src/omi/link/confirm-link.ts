import { AppError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { UserId } from '../../kit/id.ts';
import { omiLinkReader } from '../../store/omi-link-reader.ts';
import type { Store } from '../../store/open.ts';
import { type LinkTry, tryLinkCode } from './try-link-code.ts';

interface Confirmation {
  viewer: UserId;
  omiUserId: string;
  /** As it was typed; spaces and hyphens do not count. */
  code: string;
  requestId: string | null;
}

/**
 * Confirms a link by the code that was pushed to the phone. Only the viewer's own pending link is looked at.
 * @returns the token of the webhook address that belongs to this link alone; it is not kept in this form
 * @throws AppError E4001 (wrong or expired), E4002 (no try left), E4003 (linked to another account meanwhile)
 */
export async function confirmLink(parts: { store: Store; clock: Clock }, confirmation: Confirmation): Promise<string> {
  const { viewer, omiUserId, requestId } = confirmation;
  const code = confirmation.code.replace(/[\s-]/g, '');
  const result = await parts.store.transact(async (tx): Promise<LinkTry> => {
    const now = parts.clock.now();
    const link = await omiLinkReader.find(tx, viewer, omiUserId);
    const isOpen = link?.status === 'pending' && (link.code_expires_at ?? 0) > now;
    return isOpen ? tryLinkCode(tx, link, 'push', code, now, requestId) : { kind: 'wrong' };
  });
  switch (result.kind) {
    case 'linked':
      return result.webhookToken;
    case 'wrong':
      throw new AppError('E4001');
    case 'used_up':
      throw new AppError('E4002');
    case 'taken':
      throw new AppError('E4003');
  }
}
