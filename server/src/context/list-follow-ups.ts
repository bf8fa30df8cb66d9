import type { UserId } from '../kit/id.ts';
import { followUpReader } from '../store/follow-up-reader.ts';
import { NEWEST_ID, type Page, readIdCursor, toPage } from '../store/page.ts';
import type { ReadHandle } from '../store/query.ts';
import { type FollowUp, toFollowUp } from './follow-up.ts';

/**
 * A person's follow-ups, delivered or not, newest first.
 * @throws AppError E1001 for a cursor that is none
 */
export async function listFollowUps(
  db: ReadHandle,
  owner: UserId,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<FollowUp>> {
  const before = cursor === undefined ? NEWEST_ID : readIdCursor(cursor);
  return toPage(await followUpReader.list(db, owner, { before, limit: limit + 1 }), limit, toFollowUp);
}
