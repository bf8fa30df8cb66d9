import { AppError } from '../errors.ts';
import { type ConversationId, createId, type MessageId, type UserId } from '../kit/id.ts';
import { CHAT_LIMITS, FILE_LIMITS } from '../kit/limits.ts';
import type { ConversationRow } from '../store/conversation-reader.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import { fileWriter } from '../store/file-writer.ts';
import { messageReader, type PathRow } from '../store/message-reader.ts';
import { messageWriter } from '../store/message-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { getConversation } from './get-conversation.ts';

const MARK = ' (branch)';

/**
 * Copies a conversation up to one of its messages into a new one; the texts never leave the database. What is temporary stays temporary.
 * @throws AppError E1002, E1003 (an answer on the way there is still being written), E1004 (too many messages)
 */
export async function branchConversation(
  tx: WriteHandle,
  viewer: UserId,
  id: ConversationId,
  upTo: MessageId,
  now: number,
): Promise<ConversationRow> {
  // Nobody deletes it until its messages are copied.
  if (!(await conversationWriter.lock(tx, viewer, id))) throw new AppError('E1002');
  const origin = await getConversation(tx, viewer, id);
  const path = await messageReader.listPath(tx, viewer, id, upTo, CHAT_LIMITS.branchMessages + 1);
  checkPath(path);
  const row: ConversationRow = {
    ...origin,
    id: createId<ConversationId>(),
    title: markTitle(origin.title),
    pinned_at: null,
    archived_at: null,
    expires_at: origin.expires_at === null ? null : now + CHAT_LIMITS.temporaryLifeMs,
    created_at: now,
    updated_at: now,
  };
  await conversationWriter.insert(tx, row);
  await copyMessages(tx, viewer, path, row.id, now);
  return row;
}

function checkPath(path: readonly PathRow[]): void {
  if (path.length === 0) throw new AppError('E1002');
  if (path.length > CHAT_LIMITS.branchMessages) {
    throw new AppError('E1004', `A branch of more than ${CHAT_LIMITS.branchMessages} messages cannot be copied.`);
  }
  if (path.some(({ status }) => status === 'streaming')) {
    throw new AppError('E1003', 'An answer up to there is still being written. Wait for its end, or stop it.');
  }
}

/** @param path from the root */
async function copyMessages(
  tx: WriteHandle,
  owner: UserId,
  path: readonly PathRow[],
  conversationId: ConversationId,
  now: number,
): Promise<void> {
  let parentId: MessageId | null = null;
  const copies = [];
  for (const { id: from, has_files } of path) {
    const to = createId<MessageId>();
    copies.push({ owner, from, to, parentId, conversationId, has_files });
    parentId = to;
  }
  await messageWriter.copy(tx, copies);
  const withFiles = copies.filter(({ has_files }) => has_files);
  if (withFiles.length > 0) await fileWriter.copyAttached(tx, withFiles, now + FILE_LIMITS.orphanMs);
}

function markTitle(title: string): string {
  if (title.endsWith(MARK)) return title;
  return title.slice(0, CHAT_LIMITS.titleUnits - MARK.length).toWellFormed() + MARK;
}
