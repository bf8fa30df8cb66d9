import { sql } from 'kysely';
import type { ConversationId, MessageId, UserId } from '../kit/id.ts';
import type { MessageRow } from './message-reader.ts';
import { type ReadHandle, readQuery } from './query.ts';

const list = readQuery(
  'conversation_export.list',
  (db, a: { owner: UserId; conversationId: ConversationId; after: string; limit: number }) =>
    db
      .selectFrom('messages')
      .selectAll()
      .where('conversation_id', '=', a.conversationId)
      .where('user_id', '=', a.owner)
      .where('id', '>', a.after as MessageId)
      .orderBy('id')
      .limit(a.limit),
);

/** The way from the root to a message, without the texts. */
const branch = readQuery(
  'conversation_export.branch',
  (db, a: { owner: UserId; conversationId: ConversationId; leaf: MessageId }) =>
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
              .select(['messages.id', 'messages.parent_id', sql<number>`branch.depth + 1`.as('depth')]),
          ),
      )
      .selectFrom('branch')
      .select('id')
      .orderBy('depth', 'desc'),
);

const PAGE = 100;

export const conversationExportReader = {
  /** Every message of a conversation in the order of their ids, some at a time. */
  async *listAll(db: ReadHandle, owner: UserId, conversationId: ConversationId): AsyncGenerator<MessageRow[]> {
    for (let after = ''; ; ) {
      const rows = await db.all(list, { owner, conversationId, after, limit: PAGE });
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      after = last.id;
    }
  },
  /** The ids of the branch that ends in `leaf`, oldest first. */
  async listBranch(
    db: ReadHandle,
    owner: UserId,
    conversationId: ConversationId,
    leaf: MessageId,
  ): Promise<MessageId[]> {
    return (await db.all(branch, { owner, conversationId, leaf })).map(({ id }) => id);
  },
};
