import { z } from 'zod';
import type { UserId } from '../kit/id.ts';
import {
  type ConversationPosition,
  type ConversationRow,
  conversationReader,
  type ListPart,
  NEWEST_CONVERSATION,
} from '../store/conversation-reader.ts';
import { messageSearchReader } from '../store/message-search-reader.ts';
import { toPhrases } from '../store/message-search-term.ts';
import { cursorId, decodeCursor, encodeCursor, type Page } from '../store/page.ts';
import type { ReadHandle } from '../store/query.ts';
import { type Conversation, toConversation } from './conversation.ts';

/**
 * The viewer's conversations, latest change first.
 * @param page with a `query`: those whose title has all its words
 * @throws AppError E1001 for a cursor that is none
 */
export async function listConversations(
  db: ReadHandle,
  viewer: UserId,
  page: ListPart & { limit: number; cursor?: string | undefined; query?: string | undefined },
): Promise<Page<Conversation>> {
  const after = page.cursor === undefined ? NEWEST_CONVERSATION : positionOf(page.cursor);
  const rows = await listRows(db, viewer, after, { ...page, limit: page.limit + 1 });
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items: items.map(toConversation),
    ...(rows.length > page.limit && last && { nextCursor: encodeCursor([last.updated_at, last.id]) }),
  };
}

function listRows(
  db: ReadHandle,
  viewer: UserId,
  after: ConversationPosition,
  { query, limit, ...part }: ListPart & { query?: string | undefined; limit: number },
): Promise<ConversationRow[]> {
  if (query === undefined) return conversationReader.list(db, viewer, after, limit, part);
  const phrases = toPhrases(query);
  if (phrases.length === 0) return Promise.resolve([]);
  return messageSearchReader.findTitles(db, viewer, phrases, { ...after, ...part, limit });
}

const position = z.tuple([z.number().int(), cursorId]);

function positionOf(cursor: string): ConversationPosition {
  const [updatedAt, id] = decodeCursor(cursor, position);
  return { updatedAt, id };
}
