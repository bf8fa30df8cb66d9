import { sql } from 'kysely';
import type { ConversationId, MessageId, RunId, UserId } from '../kit/id.ts';
import type { MessageRow } from './message-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { MessageStatus } from './table/chat-table.ts';

/** Most messages have no files; none begins pinned. */
export type NewMessageRow = Omit<MessageRow, 'files' | 'pinned_at'> & Partial<Pick<MessageRow, 'files'>>;

const insert = writeQuery('message.insert', (db, a: Omit<MessageRow, 'pinned_at'>) =>
  db
    .insertInto('messages')
    .values({
      id: a.id,
      conversation_id: a.conversation_id,
      user_id: a.user_id,
      parent_id: a.parent_id,
      role: a.role,
      text: a.text,
      status: a.status,
      source: a.source,
      provider_meta: a.provider_meta,
      error: a.error,
      client_message_id: a.client_message_id,
      body_hash: a.body_hash,
      files: a.files,
      created_at: a.created_at,
      updated_at: a.updated_at,
    })
    .onConflict((c) => c.doNothing()),
);

interface CopyArgs {
  owner: UserId;
  from: MessageId;
  to: MessageId;
  parentId: MessageId | null;
  conversationId: ConversationId;
}

/** What made sending it idempotent stays with the original. */
const copy = writeQuery('message.copy', (db, a: CopyArgs) =>
  db
    .insertInto('messages')
    .columns([
      'id',
      'conversation_id',
      'parent_id',
      'user_id',
      'role',
      'text',
      'status',
      'source',
      'provider_meta',
      'error',
      'pinned_at',
      'files',
      'created_at',
      'updated_at',
    ])
    .expression(
      db
        .selectFrom('messages')
        .select((eb) => [
          sql<MessageId>`cast(${eb.val(a.to)} as text)`.as('id'),
          sql<ConversationId>`cast(${eb.val(a.conversationId)} as text)`.as('conversation_id'),
          sql<MessageId | null>`cast(${eb.val(a.parentId)} as text)`.as('parent_id'),
          'user_id',
          'role',
          'text',
          'status',
          'source',
          'provider_meta',
          'error',
          'pinned_at',
          'files',
          'created_at',
          'updated_at',
        ])
        .where('id', '=', a.from)
        .where('user_id', '=', a.owner),
    ),
);

interface PieceArgs {
  runId: RunId;
  epoch: number;
  start: number;
  text: string;
}

/** Fenced: an owner that lost its run writes nothing. A checkpoint that was stored without its owner hearing of it is replaced by the next. */
const insertPiece = writeQuery('message.insert_piece', (db, a: PieceArgs) =>
  db
    .insertInto('message_pieces')
    .columns(['run_key', 'start', 'text'])
    .expression(
      db
        .selectFrom('runs')
        .select((eb) => [
          'runs.short_key',
          sql<number>`cast(${eb.val(a.start)} as integer)`.as('start'),
          sql<string>`cast(${eb.val(a.text)} as text)`.as('text'),
        ])
        .where('runs.id', '=', a.runId)
        .where('runs.epoch', '=', a.epoch)
        .where('runs.status', '=', 'streaming'),
    )
    .onConflict((c) => c.columns(['run_key', 'start']).doUpdateSet((eb) => ({ text: eb.ref('excluded.text') }))),
);

interface FinishArgs {
  id: MessageId;
  owner: UserId;
  status: MessageStatus;
  /** UTF-16 units of the text that stand in pieces; pieces beyond are not the text's. */
  storedLength: number;
  /** The rest of the text. */
  tail: string;
  providerMeta: string | null;
  error: string | null;
  now: number;
}

/** For an answer of which nothing was stored yet: most short ones. */
const finishWhole = writeQuery('message.finish_whole', (db, a: FinishArgs) =>
  db
    .updateTable('messages')
    .set({ text: a.tail, status: a.status, provider_meta: a.providerMeta, error: a.error, updated_at: a.now })
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner),
);

/** Joins the stored pieces inside the database: an answer of many megabytes never comes into our memory as a whole. */
const finishPieces = writeQuery('message.finish_pieces', (db, a: FinishArgs) =>
  db
    .updateTable('messages')
    .set((eb) => ({
      text: sql<string>`coalesce((${eb
        .selectFrom('message_pieces as p')
        .innerJoin('runs', 'runs.short_key', 'p.run_key')
        .select(sql<string>`string_agg(p.text, '' order by p.start)`.as('text'))
        .where('runs.message_id', '=', a.id)
        .where('p.start', '<', a.storedLength)}), '') || ${eb.val(a.tail)}`,
      status: a.status,
      provider_meta: a.providerMeta,
      error: a.error,
      updated_at: a.now,
    }))
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner),
);

const pin = writeQuery('message.pin', (db, a: { owner: UserId; id: MessageId; pinnedAt: number | null }) =>
  db.updateTable('messages').set({ pinned_at: a.pinnedAt }).where('id', '=', a.id).where('user_id', '=', a.owner),
);

const deletePieces = writeQuery('message.delete_pieces', (db, a: { id: MessageId }) =>
  db
    .deleteFrom('message_pieces')
    .where('run_key', '=', (eb) => eb.selectFrom('runs').select('short_key').where('message_id', '=', a.id)),
);

export const messageWriter = {
  /** Tells whether it was inserted: false when its owner has a message with that `client_message_id` already. */
  async insert(tx: WriteHandle, row: NewMessageRow): Promise<boolean> {
    return (await tx.run(insert, { files: null, ...row })).changes === 1;
  },
  /** Copies messages, parents before their children. */
  async copy(tx: WriteHandle, list: readonly CopyArgs[]): Promise<void> {
    await tx.runEach(copy, list);
  },
  /** Stores the next parts of streaming answers; tells of each whether its run is still the caller's. */
  async insertPieces(tx: WriteHandle, list: readonly PieceArgs[]): Promise<boolean[]> {
    return (await tx.runEach(insertPiece, list)).map((changes) => changes === 1);
  },
  /** Tells whether it was there. @param pinnedAt null to let it go */
  async pin(tx: WriteHandle, owner: UserId, id: MessageId, pinnedAt: number | null): Promise<boolean> {
    return (await tx.run(pin, { owner, id, pinnedAt })).changes === 1;
  },
  /** Writes an answer's last state. */
  async finish(tx: WriteHandle, end: FinishArgs): Promise<void> {
    const hasPieces = end.storedLength > 0;
    await tx.run(hasPieces ? finishPieces : finishWhole, end);
    if (hasPieces) await tx.run(deletePieces, { id: end.id });
  },
};
