import type { LinkId, OutboxId, UserId } from '../kit/id.ts';
import type { OutboxRow } from './outbox-writer.ts';
import { type ReadHandle, readQuery } from './query.ts';

const find = readQuery('omi_outbox.find', (db, a: { id: OutboxId; owner: UserId }) =>
  db.selectFrom('outbox').selectAll().where('id', '=', a.id).where('user_id', '=', a.owner),
);

const findWaiting = readQuery('omi_outbox.find_waiting', (db, a: { owner: UserId; linkId: LinkId }) =>
  db
    .selectFrom('outbox')
    .select('id')
    .where('user_id', '=', a.owner)
    .where('kind', '=', 'omi_notification')
    .where('status', '=', 'pending')
    .where('subject_id', '=', a.linkId)
    .limit(1),
);

export const omiOutboxReader = {
  find(db: ReadHandle, owner: UserId, id: OutboxId): Promise<OutboxRow | undefined> {
    return db.first(find, { owner, id });
  },
  /** Whether an answer waits for its way to the person behind a link. */
  async hasWaiting(db: ReadHandle, owner: UserId, linkId: LinkId): Promise<boolean> {
    return (await db.first(findWaiting, { owner, linkId })) !== undefined;
  },
};
