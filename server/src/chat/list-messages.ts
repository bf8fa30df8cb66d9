import { AppError } from '../errors.ts';
import type { ConversationId, MessageId, UserId } from '../kit/id.ts';
import { conversationReader } from '../store/conversation-reader.ts';
import { type BranchRow, messageReader } from '../store/message-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import { type Message, toMessage } from './message.ts';
import { decodeCursor, encodeCursor, type Page } from './page.ts';

/**
 * A page of one branch of a conversation, newest first: the branch through `branch` if given, else the one with the newest message.
 * A message that is being written carries the text that is durable so far.
 * @throws AppError E1002 when the conversation or the branch is not the viewer's, E1001 for a cursor that is none
 */
export async function listMessages(
  db: ReadHandle,
  viewer: UserId,
  conversationId: ConversationId,
  page: { limit: number; cursor?: string | undefined; branch?: string | undefined },
): Promise<Page<Message>> {
  const leaf = await leafOf(db, viewer, conversationId, page);
  if (leaf === undefined) {
    // Only an empty conversation has no newest message; it costs a look whether it is there at all.
    if (await conversationReader.find(db, viewer, conversationId)) return { items: [] };
    throw new AppError('E1002');
  }
  const rows = await messageReader.listBranch(db, viewer, leaf, page.limit + 1);
  if (rows[0] && rows[0].conversation_id !== conversationId) throw new AppError('E1002');
  const items = await Promise.all(rows.slice(0, page.limit).map((row) => toListed(db, viewer, row)));
  const next = rows[page.limit];
  return { items, ...(next && { nextCursor: encodeCursor([next.id]) }) };
}

async function leafOf(
  db: ReadHandle,
  viewer: UserId,
  conversationId: ConversationId,
  page: { cursor?: string | undefined; branch?: string | undefined },
): Promise<MessageId | undefined> {
  if (page.cursor !== undefined) return String(decodeCursor(page.cursor, 1)[0]) as MessageId;
  if (page.branch === undefined) return messageReader.findNewest(db, viewer, conversationId);
  const leaf = await messageReader.findNewestBelow(db, viewer, conversationId, page.branch as MessageId);
  if (!leaf) throw new AppError('E1002');
  return leaf;
}

async function toListed(db: ReadHandle, viewer: UserId, row: BranchRow): Promise<Message> {
  const siblings = row.may_have_siblings === 1 ? await messageReader.listSiblings(db, viewer, row) : [row.id];
  const message = toMessage(row, siblings, row.run_id);
  return row.status === 'streaming' ? { ...message, text: await messageReader.joinPieces(db, row.id) } : message;
}
