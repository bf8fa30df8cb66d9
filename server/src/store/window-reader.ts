import type { ConversationId, UserId } from '../kit/id.ts';
import type { ConversationRow } from './conversation-reader.ts';
import { type ReadHandle, readQuery } from './query.ts';

/** A window that has its conversation. */
export interface WindowRow {
  slot: number;
  conversation_id: ConversationId;
  title: string;
  space: string;
}

const list = readQuery('window.list', (db, a: { owner: UserId }) =>
  db
    .selectFrom('windows')
    .innerJoin('conversations', 'conversations.id', 'windows.conversation_id')
    .select(['windows.slot', 'windows.conversation_id', 'conversations.title', 'conversations.space'])
    .where('windows.user_id', '=', a.owner)
    .orderBy('windows.slot'),
);

const findConversation = readQuery('window.find_conversation', (db, a: { owner: UserId; slot: number }) =>
  db
    .selectFrom('windows')
    .innerJoin('conversations', 'conversations.id', 'windows.conversation_id')
    .selectAll('conversations')
    .where('windows.user_id', '=', a.owner)
    .where('windows.slot', '=', a.slot),
);

export const windowReader = {
  /** By slot; one without a conversation is missing. */
  list(db: ReadHandle, owner: UserId): Promise<WindowRow[]> {
    return db.all(list, { owner });
  },
  findConversation(db: ReadHandle, owner: UserId, slot: number): Promise<ConversationRow | undefined> {
    return db.first(findConversation, { owner, slot });
  },
};
