import type { Selectable } from 'kysely';
import type { ConversationId, MessageId, SummaryId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { SummaryTable } from './table/prompt-table.ts';

export type SummaryRow = Selectable<SummaryTable>;

const find = readQuery('summary.find', (db, a: { owner: UserId; id: SummaryId }) =>
  db.selectFrom('summaries').selectAll().where('id', '=', a.id).where('user_id', '=', a.owner),
);

interface ListArgs {
  owner: UserId;
  conversationId: ConversationId;
  before: string;
  limit: number;
}

const list = readQuery('summary.list', (db, a: ListArgs) =>
  db
    .selectFrom('summaries')
    .selectAll()
    .where('conversation_id', '=', a.conversationId)
    .where('user_id', '=', a.owner)
    .where('message_id', '<', a.before as MessageId)
    .orderBy('message_id', 'desc')
    .limit(a.limit),
);

export const summaryReader = {
  find(db: ReadHandle, owner: UserId, id: SummaryId): Promise<SummaryRow | undefined> {
    return db.first(find, { owner, id });
  },
  /** Those of a conversation, on whatever branch, that end before the message `before`; the one that ends in the newest message first. */
  list(
    db: ReadHandle,
    owner: UserId,
    conversationId: ConversationId,
    page: { before: string; limit: number },
  ): Promise<SummaryRow[]> {
    return db.all(list, { owner, conversationId, ...page });
  },
};
