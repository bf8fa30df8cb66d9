import { type Selectable, sql } from 'kysely';
import type { ConversationId, MessageId, UserId } from '../kit/id.ts';
import { BEYOND_EVERY_ANSWER } from '../kit/limits.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { MessageTable } from './table/chat-table.ts';

export type MessageRow = Selectable<MessageTable>;

/** A message on a branch. `may_have_siblings` is false where it surely is its parent's only child. */
export type BranchRow = MessageRow & { may_have_siblings: boolean };

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

/** A conversation's messages from `upTo` back, whatever branch they are on. */
const span = readQuery(
  'message.span',
  (db, a: { owner: UserId; conversationId: ConversationId; upTo: string; limit: number }) =>
    db
      .selectFrom('messages')
      .selectAll()
      .where('conversation_id', '=', a.conversationId)
      .where('user_id', '=', a.owner)
      .where('id', '<=', a.upTo as MessageId)
      .orderBy('id', 'desc')
      .limit(a.limit),
);

/** From a message towards the root, itself first. */
const branch = readQuery(
  'message.branch',
  (db, a: { owner: UserId; conversationId: ConversationId; leaf: MessageId; limit: number }) =>
    db
      .withRecursive('branch', (cte) =>
        cte
          .selectFrom('messages')
          .select(['id', 'parent_id', sql<number>`1`.as('depth')])
          .where('id', '=', a.leaf)
          .where('conversation_id', '=', a.conversationId)
          .where('user_id', '=', a.owner)
          .unionAll(
            cte
              .selectFrom('messages')
              .innerJoin('branch', 'branch.parent_id', 'messages.id')
              .select(['messages.id', 'messages.parent_id', sql<number>`branch.depth + 1`.as('depth')])
              .where('branch.depth', '<', a.limit),
          ),
      )
      .selectFrom('branch')
      .innerJoin('messages', 'messages.id', 'branch.id')
      .selectAll('messages')
      .orderBy('branch.depth'),
);

/** What a copy has to know of a message. */
export interface PathRow extends Pick<MessageRow, 'id' | 'status'> {
  has_files: boolean;
}

/** Like {@link branch}, without what may be long. */
const path = readQuery(
  'message.path',
  (db, a: { owner: UserId; conversationId: ConversationId; leaf: MessageId; limit: number }) =>
    db
      .withRecursive('branch', (cte) =>
        cte
          .selectFrom('messages')
          .select(['id', 'parent_id', 'status', 'files', sql<number>`1`.as('depth')])
          .where('id', '=', a.leaf)
          .where('conversation_id', '=', a.conversationId)
          .where('user_id', '=', a.owner)
          .unionAll(
            cte
              .selectFrom('messages')
              .innerJoin('branch', 'branch.parent_id', 'messages.id')
              .select([
                'messages.id',
                'messages.parent_id',
                'messages.status',
                'messages.files',
                sql<number>`branch.depth + 1`.as('depth'),
              ])
              .where('branch.depth', '<', a.limit),
          ),
      )
      .selectFrom('branch')
      .select((eb) => ['id', 'status', eb('files', 'is not', null).as('has_files')])
      .orderBy('depth', 'desc'),
);

/** How many messages stand between a message and the root, both included. */
const depth = readQuery('message.depth', (db, a: { owner: UserId; leaf: MessageId }) =>
  db
    .withRecursive('branch', (cte) =>
      cte
        .selectFrom('messages')
        .select(['id', 'parent_id'])
        .where('id', '=', a.leaf)
        .where('user_id', '=', a.owner)
        .unionAll(
          cte
            .selectFrom('messages')
            .innerJoin('branch', 'branch.parent_id', 'messages.id')
            .select(['messages.id', 'messages.parent_id']),
        ),
    )
    .selectFrom('branch')
    .select((eb) => eb.fn.countAll<number>().as('count')),
);

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
const newestBelow = readQuery(
  'message.newest_below',
  (db, a: { owner: UserId; conversationId: ConversationId; id: MessageId }) =>
    db
      .withRecursive('below', (cte) =>
        cte
          .selectFrom('messages')
          .select('id')
          .where('id', '=', a.id)
          .where('conversation_id', '=', a.conversationId)
          .where('user_id', '=', a.owner)
          .unionAll(
            cte.selectFrom('messages').innerJoin('below', 'below.id', 'messages.parent_id').select('messages.id'),
          ),
      )
      .selectFrom('below')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1),
);

const children = readQuery('message.children', (db, a: { owner: UserId; parentId: MessageId }) =>
  db
    .selectFrom('messages')
    .select('id')
    .where('parent_id', '=', a.parentId)
    .where('user_id', '=', a.owner)
    .orderBy('id'),
);

const roots = readQuery('message.roots', (db, a: { owner: UserId; conversationId: ConversationId }) =>
  db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', a.conversationId)
    .where('parent_id', 'is', null)
    .where('user_id', '=', a.owner)
    .orderBy('id'),
);

const pieces = readQuery('message.pieces', (db, a: { messageId: MessageId }) =>
  db
    .selectFrom('runs')
    .innerJoin('message_pieces as p', 'p.run_key', 'runs.short_key')
    .select(['p.start', 'p.text'])
    .where('runs.message_id', '=', a.messageId)
    .orderBy('p.start'),
);

/** From the piece that `from` falls into to the one before `until`. */
const piecesFrom = readQuery('message.pieces_from', (db, a: { messageId: MessageId; from: number; until: number }) =>
  db
    .selectFrom('runs')
    .innerJoin('message_pieces as p', 'p.run_key', 'runs.short_key')
    .select(['p.start', 'p.text'])
    .where('runs.message_id', '=', a.messageId)
    .where('p.start', '>=', (eb) =>
      eb.fn.coalesce(
        eb
          .selectFrom('message_pieces as first')
          .select((e) => e.fn.max('first.start').as('start'))
          .whereRef('first.run_key', '=', 'runs.short_key')
          .where('first.start', '<=', a.from),
        eb.lit(0),
      ),
    )
    .where('p.start', '<', a.until)
    .orderBy('p.start'),
);

/** What fills a reader's queue, in UTF-16 units. Reading more for each queue that empties made a slow reader of 16 MB cost a gigabyte of reads. */
const UNITS_A_READ = 65_536;

/** Sorts after every id. */
const NEWEST = '~';

/** Whether each message is the parent of the one before it. A sibling of one of them would stand between, but for the first and the last. */
function isOneBranch(rows: readonly MessageRow[], leaf: MessageId): boolean {
  return rows[0]?.id === leaf && rows.every((row, i) => i === 0 || rows[i - 1]?.parent_id === row.id);
}

/** Adds to the row itself: copying the twenty of a page took 6 % of it. */
function withSiblings(row: MessageRow, may_have_siblings: boolean): BranchRow {
  return Object.assign(row, { may_have_siblings });
}

export const messageReader = {
  find(db: ReadHandle, owner: UserId, id: MessageId): Promise<MessageRow | undefined> {
    return db.first(find, { owner, id });
  },
  findByClientId(db: ReadHandle, owner: UserId, clientMessageId: string): Promise<MessageRow | undefined> {
    return db.first(findByClientId, { owner, clientMessageId });
  },
  /**
   * The branch that ends in `leaf` (null: in the newest message), newest first; empty when it is not the owner's.
   * Most conversations have one branch: then its messages are simply the conversation's last ones.
   */
  async listBranch(
    db: ReadHandle,
    owner: UserId,
    conversationId: ConversationId,
    leaf: MessageId | null,
    limit: number,
  ): Promise<BranchRow[]> {
    const rows = await db.all(span, { owner, conversationId, upTo: leaf ?? NEWEST, limit });
    const end = leaf ?? rows[0]?.id;
    if (end === undefined) return [];
    if (isOneBranch(rows, end)) {
      // Siblings newer than the leaf were not in the span; from the newest message on, only the last row's can be missing, if there are more.
      return rows.map((row, i) => withSiblings(row, leaf !== null || i === limit - 1));
    }
    const walked = await db.all(branch, { owner, conversationId, leaf: end, limit });
    return walked.map((row) => withSiblings(row, true));
  },
  /** The last `limit` messages of the branch that ends in `leaf`, from the root on; empty when it is not the owner's. */
  async listPath(
    db: ReadHandle,
    owner: UserId,
    conversationId: ConversationId,
    leaf: MessageId,
    limit: number,
  ): Promise<PathRow[]> {
    const rows = await db.all(path, { owner, conversationId, leaf, limit });
    return rows.map((row) => ({ ...row, has_files: Boolean(row.has_files) }));
  },
  /** How many messages a branch has; walks all of it. */
  async countBranch(db: ReadHandle, owner: UserId, leaf: MessageId): Promise<number> {
    return (await db.first(depth, { owner, leaf }))?.count ?? 0;
  },
  async findNewest(db: ReadHandle, owner: UserId, conversationId: ConversationId): Promise<MessageId | undefined> {
    return (await db.first(newest, { owner, conversationId }))?.id;
  },
  async findNewestBelow(
    db: ReadHandle,
    owner: UserId,
    conversationId: ConversationId,
    id: MessageId,
  ): Promise<MessageId | undefined> {
    return (await db.first(newestBelow, { owner, conversationId, id }))?.id;
  },
  /** The messages with the same parent, oldest first, itself included. */
  async listSiblings(
    db: ReadHandle,
    owner: UserId,
    of: Pick<MessageRow, 'conversation_id' | 'parent_id'>,
  ): Promise<MessageId[]> {
    const rows =
      of.parent_id === null
        ? await db.all(roots, { owner, conversationId: of.conversation_id })
        : await db.all(children, { owner, parentId: of.parent_id });
    return rows.map((row) => row.id);
  },
  /** The text a streaming answer has in the database so far. */
  async joinPieces(db: ReadHandle, messageId: MessageId): Promise<string> {
    return (await db.all(pieces, { messageId })).map((piece) => piece.text).join('');
  },
  /** Some of a streaming answer's stored text from `from` (UTF-16 units) on; empty when there is none yet. */
  async slicePieces(db: ReadHandle, messageId: MessageId, from: number): Promise<string> {
    const until = Math.min(from + UNITS_A_READ, BEYOND_EVERY_ANSWER);
    const rows = await db.all(piecesFrom, { messageId, from, until });
    const first = rows[0];
    return first
      ? rows
          .map((piece) => piece.text)
          .join('')
          .slice(from - first.start)
      : '';
  },
};
