import { sql } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { MessageTable } from './table/chat-table.ts';

export interface FoundMessage extends Pick<MessageTable, 'role' | 'text' | 'created_at'> {
  /** Of its conversation. */
  title: string;
}

/** No index helps: only the person's conversations of late are looked through. */
const CONVERSATIONS = 200;
const FOUND = 5;

const find = readQuery('message_search.find', (db, a: { owner: UserId; pattern: string }) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom('conversations')
        .select(['id', 'title'])
        .where('user_id', '=', a.owner)
        .where('expires_at', 'is', null)
        .orderBy('updated_at', 'desc')
        .limit(CONVERSATIONS)
        .as('recent'),
    )
    .innerJoin('messages', 'messages.conversation_id', 'recent.id')
    .select(['recent.title', 'messages.role', 'messages.text', 'messages.created_at'])
    .where(sql<boolean>`lower(messages.text) like ${a.pattern} escape '\\'`)
    .orderBy('messages.id', 'desc')
    .limit(FOUND),
);

export const messageSearchReader = {
  /** Messages of the person's latest conversations in which the words stand in this order, newest first. */
  find(db: ReadHandle, owner: UserId, query: string): Promise<FoundMessage[]> {
    const words = query
      .trim()
      .toLowerCase()
      .replace(/[\\%_]/g, '\\$&')
      .split(/\s+/);
    return db.all(find, { owner, pattern: `%${words.join('%')}%` });
  },
};
