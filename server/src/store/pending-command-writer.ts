import type { LinkId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';

const set = writeQuery(
  'pending_command.set',
  (db, a: { linkId: LinkId; command: string | null; expiresAt: number | null }) =>
    db
      .updateTable('omi_links')
      .set({ pending_command: a.command, pending_command_expires_at: a.expiresAt })
      .where('id', '=', a.linkId),
);

export const pendingCommandWriter = {
  /** Keeps what a spoken command asked back, as JSON, until `expiresAt`; null forgets it. */
  async set(tx: WriteHandle, linkId: LinkId, command: string | null, expiresAt: number | null): Promise<void> {
    await tx.run(set, { linkId, command, expiresAt });
  },
};
