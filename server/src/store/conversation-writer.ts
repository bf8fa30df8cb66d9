import type { Insertable } from 'kysely';
import type { ConversationId, UserId } from '../kit/id.ts';
import type { ConversationRow } from './conversation-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { ConversationTable } from './table/chat-table.ts';

const insert = writeQuery('conversation.insert', (db, a: Insertable<ConversationTable>) =>
  db.insertInto('conversations').values({
    id: a.id,
    user_id: a.user_id,
    title: a.title,
    space: a.space,
    provider: a.provider,
    model: a.model,
    system_prompt: a.system_prompt,
    pinned_at: a.pinned_at,
    archived_at: a.archived_at,
    created_at: a.created_at,
    updated_at: a.updated_at,
  }),
);

const touch = writeQuery('conversation.touch', (db, a: { owner: UserId; id: ConversationId; updatedAt: number }) =>
  db
    .updateTable('conversations')
    .set({ updated_at: a.updatedAt })
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner),
);

/** Changes nothing; on Postgres whoever else wants to change the row waits until the transaction ends. */
const lock = writeQuery('conversation.lock', (db, a: { owner: UserId; id: ConversationId }) =>
  db
    .updateTable('conversations')
    .set((eb) => ({ user_id: eb.ref('user_id') }))
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner),
);

type Editable = Pick<
  ConversationRow,
  'title' | 'space' | 'provider' | 'model' | 'system_prompt' | 'pinned_at' | 'archived_at'
>;

const update = writeQuery('conversation.update', (db, a: Editable & { owner: UserId; id: ConversationId }) =>
  db
    .updateTable('conversations')
    .set({
      title: a.title,
      space: a.space,
      provider: a.provider,
      model: a.model,
      system_prompt: a.system_prompt,
      pinned_at: a.pinned_at,
      archived_at: a.archived_at,
    })
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner),
);

const remove = writeQuery('conversation.delete', (db, a: { owner: UserId; id: ConversationId }) =>
  db.deleteFrom('conversations').where('id', '=', a.id).where('user_id', '=', a.owner),
);

export const conversationWriter = {
  async insert(tx: WriteHandle, row: ConversationRow): Promise<void> {
    await tx.run(insert, row);
  },
  /** Moves it to the top of its owner's list; tells whether it is there. */
  async touch(tx: WriteHandle, owner: UserId, id: ConversationId, updatedAt: number): Promise<boolean> {
    return (await tx.run(touch, { owner, id, updatedAt })).changes === 1;
  },
  /** Holds it against changes by others until the transaction ends; tells whether it is there. */
  async lock(tx: WriteHandle, owner: UserId, id: ConversationId): Promise<boolean> {
    return (await tx.run(lock, { owner, id })).changes === 1;
  },
  async update(tx: WriteHandle, owner: UserId, id: ConversationId, fields: Editable): Promise<boolean> {
    return (await tx.run(update, { owner, id, ...fields })).changes === 1;
  },
  /** Deletes it with its messages and runs; tells whether it was there. */
  async delete(tx: WriteHandle, owner: UserId, id: ConversationId): Promise<boolean> {
    return (await tx.run(remove, { owner, id })).changes === 1;
  },
};
