import type { ConversationId, UserId } from '../kit/id.ts';
import { encodeCursor, NEWEST_ID, type Page, readIdCursor } from '../store/page.ts';
import type { ReadHandle } from '../store/query.ts';
import { summaryReader } from '../store/summary-reader.ts';
import { type Summary, toSummary } from './summary.ts';

/**
 * The summaries of a conversation, on whatever branch, the one that ends in the newest message first; empty where it is not the owner's.
 * @throws AppError E1001 for a cursor that is none
 */
export async function listSummaries(
  db: ReadHandle,
  owner: UserId,
  conversationId: ConversationId,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Summary>> {
  const before = cursor === undefined ? NEWEST_ID : readIdCursor(cursor);
  const rows = await summaryReader.list(db, owner, conversationId, { before, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toSummary),
    ...(rows.length > limit && last && { nextCursor: encodeCursor([last.message_id]) }),
  };
}
