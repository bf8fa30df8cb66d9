import type { MemoryId, UserId } from '../kit/id.ts';
import type { MemoryRow } from './memory-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';

const insert = writeQuery('memory.insert', (db, a: MemoryRow) =>
  db.insertInto('memories').values({
    id: a.id,
    user_id: a.user_id,
    text: a.text,
    status: a.status,
    source: a.source,
    source_message_id: a.source_message_id,
    created_at: a.created_at,
    updated_at: a.updated_at,
  }),
);

type Editable = Pick<MemoryRow, 'text' | 'status' | 'updated_at'>;

const update = writeQuery('memory.update', (db, a: Editable & { owner: UserId; id: MemoryId }) =>
  db
    .updateTable('memories')
    .set({ text: a.text, status: a.status, updated_at: a.updated_at })
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner),
);

/** Changes nothing; on Postgres whoever else wants to change the row waits until the transaction ends. */
const lock = writeQuery('memory.lock', (db, a: { owner: UserId; id: MemoryId }) =>
  db
    .updateTable('memories')
    .set((eb) => ({ user_id: eb.ref('user_id') }))
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner),
);

const remove = writeQuery('memory.delete', (db, a: { owner: UserId; id: MemoryId }) =>
  db.deleteFrom('memories').where('id', '=', a.id).where('user_id', '=', a.owner),
);

export const memoryWriter = {
  async insert(tx: WriteHandle, row: MemoryRow): Promise<void> {
    await tx.run(insert, row);
  },
  /** Holds it against changes by others until the transaction ends; tells whether it is there. */
  async lock(tx: WriteHandle, owner: UserId, id: MemoryId): Promise<boolean> {
    return (await tx.run(lock, { owner, id })).changes === 1;
  },
  async update(tx: WriteHandle, owner: UserId, id: MemoryId, fields: Editable): Promise<void> {
    const { text, status, updated_at } = fields;
    await tx.run(update, { owner, id, text, status, updated_at });
  },
  /** Tells whether it was there. */
  async delete(tx: WriteHandle, owner: UserId, id: MemoryId): Promise<boolean> {
    return (await tx.run(remove, { owner, id })).changes === 1;
  },
};
