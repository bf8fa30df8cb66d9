import type { FollowUpId, UserId } from '../kit/id.ts';
import type { FollowUpRow } from './follow-up-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';

const insert = writeQuery('follow_up.insert', (db, a: Omit<FollowUpRow, 'delivered_at'>) =>
  db.insertInto('follow_ups').values({
    id: a.id,
    user_id: a.user_id,
    conversation_id: a.conversation_id,
    message: a.message,
    deliver_at: a.deliver_at,
    created_at: a.created_at,
  }),
);

const markDelivered = writeQuery('follow_up.mark_delivered', (db, a: { owner: UserId; id: FollowUpId; now: number }) =>
  db
    .updateTable('follow_ups')
    .set({ delivered_at: a.now })
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner)
    .where('delivered_at', 'is', null)
    .returningAll(),
);

const removeWaiting = writeQuery('follow_up.delete_waiting', (db, a: { owner: UserId; id: FollowUpId }) =>
  db.deleteFrom('follow_ups').where('id', '=', a.id).where('user_id', '=', a.owner).where('delivered_at', 'is', null),
);

export const followUpWriter = {
  async insert(tx: WriteHandle, row: Omit<FollowUpRow, 'delivered_at'>): Promise<void> {
    await tx.run(insert, row);
  },
  /** Gives the follow-up to whoever delivers it; undefined when it was delivered or cancelled before. */
  async markDelivered(tx: WriteHandle, owner: UserId, id: FollowUpId, now: number): Promise<FollowUpRow | undefined> {
    return (await tx.run(markDelivered, { owner, id, now })).rows[0];
  },
  /** Tells whether there was one that still waited. */
  async deleteWaiting(tx: WriteHandle, owner: UserId, id: FollowUpId): Promise<boolean> {
    return (await tx.run(removeWaiting, { owner, id })).changes === 1;
  },
};
