import type { ConversationId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';

const find = readQuery('answer_place.find', (db, a: { owner: UserId; id: ConversationId }) =>
  db
    .selectFrom('conversations')
    .leftJoin('windows', (join) =>
      join
        .onRef('windows.conversation_id', '=', 'conversations.id')
        .onRef('windows.user_id', '=', 'conversations.user_id'),
    )
    .select(['conversations.space', 'windows.slot'])
    .where('conversations.id', '=', a.id)
    .where('conversations.user_id', '=', a.owner)
    .orderBy('windows.slot')
    .limit(1),
);

export const answerPlaceReader = {
  /** The space of a conversation, and the window it is in (null where it is in none). */
  find(db: ReadHandle, owner: UserId, id: ConversationId): Promise<{ space: string; slot: number | null } | undefined> {
    return db.first(find, { owner, id });
  },
};
