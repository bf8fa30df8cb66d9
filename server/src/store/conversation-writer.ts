import { type Insertable, sql } from 'kysely';
import type { ConversationId, UserId } from '../kit/id.ts';
import { CHAT_LIMITS } from '../kit/limits.ts';
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
    expires_at: a.expires_at,
    title_origin: a.title_origin,
    created_at: a.created_at,
    updated_at: a.updated_at,
  }),
);

interface TouchArgs {
  owner: UserId;
  id: ConversationId;
  updatedAt: number;
  expiresAt: number;
}

const touch = writeQuery('conversation.touch', (db, a: TouchArgs) =>
  db
    .updateTable('conversations')
    .set((eb) => ({
      updated_at: a.updatedAt,
      expires_at: sql<
        number | null
      >`case when ${eb.ref('expires_at')} is not null then cast(${a.expiresAt} as bigint) end`,
    }))
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
  | 'title'
  | 'title_origin'
  | 'space'
  | 'provider'
  | 'model'
  | 'system_prompt'
  | 'pinned_at'
  | 'archived_at'
  | 'expires_at'
>;

const update = writeQuery('conversation.update', (db, a: Editable & { owner: UserId; id: ConversationId }) =>
  db
    .updateTable('conversations')
    .set({
      title: a.title,
      title_origin: a.title_origin,
      space: a.space,
      provider: a.provider,
      model: a.model,
      system_prompt: a.system_prompt,
      pinned_at: a.pinned_at,
      archived_at: a.archived_at,
      expires_at: a.expires_at,
    })
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner),
);

/** Looks at who named it in the same statement: what a person chooses meanwhile stays. */
const entitle = writeQuery('conversation.entitle', (db, a: { owner: UserId; id: ConversationId; title: string }) =>
  db
    .updateTable('conversations')
    .set({ title: a.title, title_origin: 'model' })
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner)
    .where('title_origin', '=', 'first_words')
    .where('expires_at', 'is', null),
);

const remove = writeQuery('conversation.delete', (db, a: { owner: UserId; id: ConversationId }) =>
  db.deleteFrom('conversations').where('id', '=', a.id).where('user_id', '=', a.owner),
);

const removeExpired = writeQuery('conversation.delete_expired', (db, a: { now: number; limit: number }) =>
  db.deleteFrom('conversations').where('id', 'in', (eb) =>
    eb
      .selectFrom('conversations')
      .select('id')
      .where('expires_at', '<=', a.now)
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom('runs')
              .select('runs.id')
              .whereRef('runs.conversation_id', '=', 'conversations.id')
              .where('runs.status', '=', 'streaming'),
          ),
        ),
      )
      .limit(a.limit),
  ),
);

export const conversationWriter = {
  async insert(tx: WriteHandle, row: ConversationRow): Promise<void> {
    await tx.run(insert, row);
  },
  /** Moves it to the top of its owner's list, and a temporary one farther from its end; tells whether it is there. */
  async touch(tx: WriteHandle, owner: UserId, id: ConversationId, updatedAt: number): Promise<boolean> {
    const expiresAt = updatedAt + CHAT_LIMITS.temporaryLifeMs;
    return (await tx.run(touch, { owner, id, updatedAt, expiresAt })).changes === 1;
  },
  /** Holds it against changes by others until the transaction ends; tells whether it is there. */
  async lock(tx: WriteHandle, owner: UserId, id: ConversationId): Promise<boolean> {
    return (await tx.run(lock, { owner, id })).changes === 1;
  },
  async update(tx: WriteHandle, owner: UserId, id: ConversationId, fields: Editable): Promise<boolean> {
    return (await tx.run(update, { owner, id, ...fields })).changes === 1;
  },
  /** Gives it the title that a model found, unless a person has named it or it is temporary; tells whether it did. */
  async entitle(tx: WriteHandle, owner: UserId, id: ConversationId, title: string): Promise<boolean> {
    return (await tx.run(entitle, { owner, id, title })).changes === 1;
  },
  /** Deletes temporary ones whose time is over and in which nothing is being written; gives how many, at most `limit`. */
  async deleteExpired(tx: WriteHandle, now: number, limit: number): Promise<number> {
    return (await tx.run(removeExpired, { now, limit })).changes;
  },
  /** Deletes it with its messages and runs; tells whether it was there. */
  async delete(tx: WriteHandle, owner: UserId, id: ConversationId): Promise<boolean> {
    return (await tx.run(remove, { owner, id })).changes === 1;
  },
};
