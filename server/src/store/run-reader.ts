import type { Selectable } from 'kysely';
import type { ConversationId, MessageId, RunId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import { STREAMING } from './streaming.ts';
import type { RunTable } from './table/chat-table.ts';

export type RunRow = Selectable<RunTable>;

const find = readQuery('run.find', (db, a: { owner: UserId; id: RunId }) =>
  db.selectFrom('runs').selectAll().where('id', '=', a.id).where('user_id', '=', a.owner),
);

const findByMessage = readQuery('run.find_by_message', (db, a: { owner: UserId; messageId: MessageId }) =>
  db.selectFrom('runs').selectAll().where('message_id', '=', a.messageId).where('user_id', '=', a.owner),
);

/** The first run that answered a user's message. */
const findByQuestion = readQuery('run.find_by_question', (db, a: { owner: UserId; messageId: MessageId }) =>
  db
    .selectFrom('runs')
    .innerJoin('messages', 'messages.id', 'runs.message_id')
    .selectAll('runs')
    .where('messages.parent_id', '=', a.messageId)
    .where('runs.user_id', '=', a.owner)
    .orderBy('runs.id')
    .limit(1),
);

const listStreaming = readQuery('run.list_streaming', (db, a: { owner: UserId }) =>
  db
    .selectFrom('runs')
    .selectAll()
    .where('user_id', '=', a.owner)
    .where('status', '=', STREAMING)
    .orderBy('id', 'desc')
    .limit(100),
);

const listStreamingIn = readQuery('run.list_streaming_in', (db, a: { owner: UserId; conversationId: ConversationId }) =>
  db
    .selectFrom('runs')
    .select('id')
    .where('conversation_id', '=', a.conversationId)
    .where('user_id', '=', a.owner)
    .where('status', '=', STREAMING),
);

const countStreaming = readQuery('run.count_streaming', (db, a: { owner: UserId }) =>
  db
    .selectFrom('runs')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', a.owner)
    .where('status', '=', STREAMING),
);

const listCancelRequested = readQuery('run.list_cancel_requested', (db, a: { instance: string }) =>
  db
    .selectFrom('runs')
    .select('id')
    .where('owner', '=', a.instance)
    .where('status', '=', STREAMING)
    .where('cancel_requested_at', 'is not', null),
);

const listOwned = readQuery('run.list_owned', (db, a: { instance: string }) =>
  db.selectFrom('runs').select('id').where('owner', '=', a.instance).where('status', '=', STREAMING),
);

export const runReader = {
  /** The running answers of an instance, whoever asked. */
  async listOwned(db: ReadHandle, instance: string): Promise<RunId[]> {
    return (await db.all(listOwned, { instance })).map((row) => row.id);
  },
  find(db: ReadHandle, owner: UserId, id: RunId): Promise<RunRow | undefined> {
    return db.first(find, { owner, id });
  },
  findByMessage(db: ReadHandle, owner: UserId, messageId: MessageId): Promise<RunRow | undefined> {
    return db.first(findByMessage, { owner, messageId });
  },
  findByQuestion(db: ReadHandle, owner: UserId, messageId: MessageId): Promise<RunRow | undefined> {
    return db.first(findByQuestion, { owner, messageId });
  },
  /** The owner's running answers, newest first, at most 100. */
  listStreaming(db: ReadHandle, owner: UserId): Promise<RunRow[]> {
    return db.all(listStreaming, { owner });
  },
  async listStreamingIn(db: ReadHandle, owner: UserId, conversationId: ConversationId): Promise<RunId[]> {
    return (await db.all(listStreamingIn, { owner, conversationId })).map((row) => row.id);
  },
  async countStreaming(db: ReadHandle, owner: UserId): Promise<number> {
    return (await db.first(countStreaming, { owner }))?.count ?? 0;
  },
  /** Runs of this instance whose cancellation was asked for on another one. */
  async listCancelRequested(db: ReadHandle, instance: string): Promise<RunId[]> {
    return (await db.all(listCancelRequested, { instance })).map((row) => row.id);
  },
};
