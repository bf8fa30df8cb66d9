import { AppError } from '../errors.ts';
import type { ConversationId, UserId } from '../kit/id.ts';
import { type ConversationRow, conversationReader } from '../store/conversation-reader.ts';
import type { ReadHandle } from '../store/query.ts';

/** @throws AppError E1002 when it is not there or not the viewer's */
export async function getConversation(db: ReadHandle, viewer: UserId, id: ConversationId): Promise<ConversationRow> {
  const row = await conversationReader.find(db, viewer, id);
  if (!row) throw new AppError('E1002');
  return row;
}
