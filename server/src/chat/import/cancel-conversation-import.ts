import type { ConversationImportId, UserId } from '../../kit/id.ts';
import { conversationImportWriter } from '../../store/conversation-import-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import type { ConversationImport } from './conversation-import.ts';
import { getConversationImport } from './get-conversation-import.ts';

/** Stops an import; what it took over stays, and one that has ended stays as it is. @throws AppError E1002 */
export async function cancelConversationImport(
  tx: WriteHandle,
  viewer: UserId,
  id: ConversationImportId,
  now: number,
): Promise<ConversationImport> {
  await getConversationImport(tx, viewer, id);
  await conversationImportWriter.end(tx, { owner: viewer, id, status: 'cancelled', error: null, now });
  return getConversationImport(tx, viewer, id);
}
