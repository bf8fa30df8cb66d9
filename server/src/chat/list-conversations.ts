import { z } from 'zod';
import type { UserId } from '../kit/id.ts';
import { type ConversationPosition, conversationReader, NEWEST_CONVERSATION } from '../store/conversation-reader.ts';
import { cursorId, decodeCursor, encodeCursor, type Page } from '../store/page.ts';
import type { ReadHandle } from '../store/query.ts';
import { type Conversation, toConversation } from './conversation.ts';

/**
 * The viewer's conversations, latest change first.
 * @throws AppError E1001 for a cursor that is none
 */
export async function listConversations(
  db: ReadHandle,
  viewer: UserId,
  page: { limit: number; cursor?: string | undefined; isArchived: boolean; isPinned: boolean | null },
): Promise<Page<Conversation>> {
  const after = page.cursor === undefined ? NEWEST_CONVERSATION : positionOf(page.cursor);
  const rows = await conversationReader.list(db, viewer, after, page.limit + 1, page);
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items: items.map(toConversation),
    ...(rows.length > page.limit && last && { nextCursor: encodeCursor([last.updated_at, last.id]) }),
  };
}

const position = z.tuple([z.number().int(), cursorId]);

function positionOf(cursor: string): ConversationPosition {
  const [updatedAt, id] = decodeCursor(cursor, position);
  return { updatedAt, id };
}
