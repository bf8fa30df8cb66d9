import type { LinkId, OutboxId, UserId } from '../kit/id.ts';
import type { OutboxRow } from './outbox-writer.ts';
import { type WriteHandle, writeQuery } from './query.ts';

const takeWaiting = writeQuery('omi_outbox.take_waiting', (db, a: { owner: UserId; linkId: LinkId; now: number }) =>
  db
    .updateTable('outbox')
    .set({ status: 'done', updated_at: a.now })
    .where('user_id', '=', a.owner)
    .where('kind', '=', 'omi_notification')
    .where('status', '=', 'pending')
    .where('subject_id', '=', a.linkId)
    .returningAll(),
);

const finishPending = writeQuery('omi_outbox.finish_pending', (db, a: { id: OutboxId; now: number }) =>
  db
    .updateTable('outbox')
    .set({ status: 'done', updated_at: a.now })
    .where('id', '=', a.id)
    .where('status', '=', 'pending'),
);

/** What is on its way to the person stays until its handler sees that the link is gone, and notes what became of it. */
const removeHeard = writeQuery('omi_outbox.remove_heard', (db, a: { owner: UserId; linkId: LinkId }) =>
  db
    .deleteFrom('outbox')
    .where('user_id', '=', a.owner)
    .where('subject_id', '=', a.linkId)
    .where((eb) =>
      eb.or([eb('status', '=', 'done'), eb.and([eb('kind', '!=', 'omi_notification'), eb('kind', '!=', 'omi_push')])]),
    ),
);

export const omiOutboxWriter = {
  /** Takes every answer that waits for a link out of the queue; nobody else delivers them then. */
  async takeWaiting(tx: WriteHandle, owner: UserId, linkId: LinkId, now: number): Promise<OutboxRow[]> {
    const { rows } = await tx.run(takeWaiting, { owner, linkId, now });
    return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  },
  /** Forgets what was queued of what a link heard, with the words in it. */
  async removeHeard(tx: WriteHandle, owner: UserId, linkId: LinkId): Promise<void> {
    await tx.run(removeHeard, { owner, linkId });
  },
  /** Ends a row that was worked off by whoever queued it. */
  async finishPending(tx: WriteHandle, id: OutboxId, now: number): Promise<void> {
    await tx.run(finishPending, { id, now });
  },
};
