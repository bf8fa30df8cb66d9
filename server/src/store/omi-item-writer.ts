import type { UserId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { OmiItemKind } from './table/omi-table.ts';

interface Item {
  owner: UserId;
  kind: OmiItemKind;
  omiId: string;
}

const claim = writeQuery('omi_item.claim', (db, a: Item & { now: number }) =>
  db
    .insertInto('omi_items')
    .values({ user_id: a.owner, kind: a.kind, omi_id: a.omiId, created_at: a.now })
    .onConflict((c) => c.columns(['user_id', 'kind', 'omi_id']).doNothing()),
);

const setItem = writeQuery('omi_item.set_item', (db, a: Item & { itemId: string }) =>
  db
    .updateTable('omi_items')
    .set({ item_id: a.itemId })
    .where('user_id', '=', a.owner)
    .where('kind', '=', a.kind)
    .where('omi_id', '=', a.omiId),
);

export const omiItemWriter = {
  /** True for the first to take a thing of Omi's over; who comes second waits for the first one's transaction and then gets false. */
  async claim(tx: WriteHandle, item: Item, now: number): Promise<boolean> {
    return (await tx.run(claim, { ...item, now })).changes === 1;
  },
  /** Notes what was made of it here. */
  async setItem(tx: WriteHandle, item: Item, itemId: string): Promise<void> {
    await tx.run(setItem, { ...item, itemId });
  },
};
