import type { Kysely, Selectable } from 'kysely';
import type { ConversationId, MessageId, RunId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { Database, MessageTable } from './schema.ts';

export type MessageRow = Selectable<MessageTable>;

/** A message on a branch, with the id of its run. */
export type BranchRow = MessageRow & { run_id: RunId | null };

const find = readQuery('message.find', (db, a: { owner: UserId; id: MessageId }) =>
  db.selectFrom('messages').selectAll().where('id', '=', a.id).where('user_id', '=', a.owner),
);

const findByClientId = readQuery('message.find_by_client_id', (db, a: { owner: UserId; clientMessageId: string }) =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('user_id', '=', a.owner)
    .where('client_message_id', '=', a.clientMessageId),
);

interface BranchArgs {
  owner: UserId;
  leaf: MessageId;
  limit: number;
}

/** From a message towards the root, itself first. */
const branch = readQuery('message.branch', (db, a: BranchArgs) =>
  walkUp(db, a)
    .selectFrom('branch')
    .leftJoin('runs', 'runs.message_id', 'branch.id')
    .selectAll('branch')
    .select('runs.id as run_id')
    .limit(a.limit),
);

function walkUp(db: Kysely<Database>, a: { owner: UserId; leaf: MessageId }) {
  return db.withRecursive('branch', (cte) =>
    cte
      .selectFrom('messages')
      .selectAll()
      .where('id', '=', a.leaf)
      .where('user_id', '=', a.owner)
      .unionAll(
        cte.selectFrom('messages').innerJoin('branch', 'branch.parent_id', 'messages.id').selectAll('messages'),
      ),
  );
}

const newest = readQuery('message.newest', (db, a: { owner: UserId; conversationId: ConversationId }) =>
  db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', a.conversationId)
    .where('user_id', '=', a.owner)
    .orderBy('id', 'desc')
    .limit(1),
);

/** The newest message below a message, or that message itself. */
const newestBelow = readQuery('message.newest_below', (db, a: { owner: UserId; conversationId: ConversationId; id: MessageId }) =>
  db
    .withRecursive('below', (cte) =>
      cte
        .selectFrom('messages')
        .select('id')
        .where('id', '=', a.id)
        .where('conversation_id', '=', a.conversationId)
        .where('user_id', '=', a.owner)
        .unionAll(cte.selectFrom('messages').innerJoin('below', 'below.id', 'messages.parent_id').select('messages.id')),
    )
    .selectFrom('below')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1),
);

/** Ids of all messages of a conversation that stand beside another one, oldest first. */
const forks = readQuery('message.forks', (db, a: { owner: UserId; conversationId: ConversationId }) =>
  db
    .selectFrom('messages as m')
    .select(['m.id', 'm.parent_id'])
    .where('m.conversation_id', '=', a.conversationId)
    .where('m.user_id', '=', a.owner)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('messages as other')
          .select('other.id')
          .whereRef('other.conversation_id', '=', 'm.conversation_id')
          .whereRef('other.id', '!=', 'm.id')
          .where((e) =>
            e.or([
              e('other.parent_id', '=', e.ref('m.parent_id')),
              e.and([e('other.parent_id', 'is', null), e('m.parent_id', 'is', null)]),
            ]),
          ),
      ),
    )
    .orderBy('m.id'),
);

const pieces = readQuery('message.pieces', (db, a: { messageId: MessageId }) =>
  db.selectFrom('message_pieces').select(['start', 'text']).where('message_id', '=', a.messageId).orderBy('start'),
);

const piecesAround = readQuery('message.pieces_around', (db, a: { messageId: MessageId; from: number; limit: number }) =>
  db
    .selectFrom('message_pieces as p')
    .select(['p.start', 'p.text'])
    .where('p.message_id', '=', a.messageId)
    .where('p.start', '>=', (eb) =>
      eb.fn.coalesce(
        eb
          .selectFrom('message_pieces as first')
          .select((e) => e.fn.max('first.start').as('start'))
          .where('first.message_id', '=', a.messageId)
          .where('first.start', '<=', a.from),
        eb.lit(0),
      ),
    )
    .orderBy('p.start')
    .limit(a.limit),
);

/** Enough small pieces to fill a reader's queue, few enough to stay cheap. */
const PIECES_A_READ = 64;

export const messageReader = {
  find(db: ReadHandle, owner: UserId, id: MessageId): Promise<MessageRow | undefined> {
    return db.first(find, { owner, id });
  },
  findByClientId(db: ReadHandle, owner: UserId, clientMessageId: string): Promise<MessageRow | undefined> {
    return db.first(findByClientId, { owner, clientMessageId });
  },
  /** The branch that ends in `leaf`, newest first; empty when it is not the owner's. */
  listBranch(db: ReadHandle, owner: UserId, leaf: MessageId, limit: number): Promise<BranchRow[]> {
    return db.all(branch, { owner, leaf, limit });
  },
  async findNewest(db: ReadHandle, owner: UserId, conversationId: ConversationId): Promise<MessageId | undefined> {
    return (await db.first(newest, { owner, conversationId }))?.id;
  },
  async findNewestBelow(db: ReadHandle, owner: UserId, conversationId: ConversationId, id: MessageId): Promise<MessageId | undefined> {
    return (await db.first(newestBelow, { owner, conversationId, id }))?.id;
  },
  /** Only the messages that have siblings; most conversations have none. */
  listForks(db: ReadHandle, owner: UserId, conversationId: ConversationId): Promise<{ id: MessageId; parent_id: MessageId | null }[]> {
    return db.all(forks, { owner, conversationId });
  },
  /** The text a streaming answer has in the database so far. */
  async joinPieces(db: ReadHandle, messageId: MessageId): Promise<string> {
    return (await db.all(pieces, { messageId })).map((piece) => piece.text).join('');
  },
  /** Some of a streaming answer's stored text from `from` (UTF-16 units) on; empty when there is none yet. */
  async slicePieces(db: ReadHandle, messageId: MessageId, from: number): Promise<string> {
    const rows = await db.all(piecesAround, { messageId, from, limit: PIECES_A_READ });
    const first = rows[0];
    return first ? rows.map((piece) => piece.text).join('').slice(from - first.start) : '';
  },
};
