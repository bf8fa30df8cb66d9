import type { OutboxId, UserId } from '../kit/id.ts';
import type { OutboxRow } from './outbox-writer.ts';
import { type ReadHandle, readQuery } from './query.ts';

const find = readQuery('omi_outbox.find', (db, a: { id: OutboxId; owner: UserId }) =>
  db.selectFrom('outbox').selectAll().where('id', '=', a.id).where('user_id', '=', a.owner),
);

export const omiOutboxReader = {
  find(db: ReadHandle, owner: UserId, id: OutboxId): Promise<OutboxRow | undefined> {
    return db.first(find, { owner, id });
  },
};
