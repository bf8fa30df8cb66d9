import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { ConversationId, MessageId, UserId } from '../kit/id.ts';
import { type BranchRow, messageReader } from '../store/message-reader.ts';
import { cursorId, decodeCursor, encodeCursor, type Page } from '../store/page.ts';
import type { ReadHandle } from '../store/query.ts';
import { runReader } from '../store/run-reader.ts';
import { getConversation } from './get-conversation.ts';
import { type Message, toMessage } from './message.ts';

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
  const rows = await messageReader.listBranch(db, viewer, conversationId, leaf, page.limit + 1);
  // Only an empty conversation has no newest message; only then it costs a look whether it is there at all.
  if (rows.length === 0) await getConversation(db, viewer, conversationId);
  const items = await Promise.all(rows.slice(0, page.limit).map((row) => toListed(db, viewer, row)));
  const next = rows[page.limit];
  return { items, ...(next && { nextCursor: encodeCursor([next.id]) }) };
}

const position = z.tuple([cursorId]);

/** Where the page begins; null for the newest message. */
async function leafOf(
  db: ReadHandle,
  viewer: UserId,
  conversationId: ConversationId,
  page: { cursor?: string | undefined; branch?: string | undefined },
): Promise<MessageId | null> {
  if (page.cursor !== undefined) return decodeCursor(page.cursor, position)[0] as MessageId;
  if (page.branch === undefined) return null;
  const leaf = await messageReader.findNewestBelow(db, viewer, conversationId, page.branch as MessageId);
  if (!leaf) throw new AppError('E1002');
  return leaf;
}

async function toListed(db: ReadHandle, viewer: UserId, row: BranchRow): Promise<Message> {
  const siblings = row.may_have_siblings ? await messageReader.listSiblings(db, viewer, row) : [row.id];
  if (row.status !== 'streaming') return toMessage(row, siblings, null);
  const run = await runReader.findByMessage(db, viewer, row.id);
  return { ...toMessage(row, siblings, run?.id ?? null), text: await messageReader.joinPieces(db, row.id) };
}
