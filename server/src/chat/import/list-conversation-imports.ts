import type { UserId } from '../../kit/id.ts';
import { conversationImportReader } from '../../store/conversation-import-reader.ts';
import { NEWEST_ID, type Page, readIdCursor, toPage } from '../../store/page.ts';
import type { ReadHandle } from '../../store/query.ts';
import { type ConversationImport, toConversationImport } from './conversation-import.ts';

/** The viewer's imports, newest first. @throws AppError E1001 for a cursor that is none */
export async function listConversationImports(
  db: ReadHandle,
  viewer: UserId,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<ConversationImport>> {
  const before = cursor === undefined ? NEWEST_ID : readIdCursor(cursor);
  return toPage(await conversationImportReader.list(db, viewer, before, limit + 1), limit, toConversationImport);
}
