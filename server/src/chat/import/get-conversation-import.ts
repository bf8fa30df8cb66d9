import { AppError } from '../../errors.ts';
import type { ConversationImportId, UserId } from '../../kit/id.ts';
import { conversationImportReader } from '../../store/conversation-import-reader.ts';
import type { ReadHandle } from '../../store/query.ts';
import { type ConversationImport, toConversationImport } from './conversation-import.ts';

/** @throws AppError E1002 */
export async function getConversationImport(
  db: ReadHandle,
  viewer: UserId,
  id: ConversationImportId,
): Promise<ConversationImport> {
  const row = await conversationImportReader.find(db, viewer, id);
  if (!row) throw new AppError('E1002');
  return toConversationImport(row);
}
