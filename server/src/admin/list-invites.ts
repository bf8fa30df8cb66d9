import { inviteReader } from '../store/invite-reader.ts';
import { NEWEST_ID, type Page, readIdCursor, toPage } from '../store/page.ts';
import type { ReadHandle } from '../store/query.ts';
import { type Invite, toInvite } from './invite.ts';

/** Every invite there is, used and ended ones too, newest first. @throws AppError E1001 for a cursor that is none */
export async function listInvites(
  db: ReadHandle,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  now: number,
): Promise<Page<Invite>> {
  const before = cursor === undefined ? NEWEST_ID : readIdCursor(cursor);
  const rows = await inviteReader.list(db, { before, limit: limit + 1 });
  return toPage(rows, limit, (row) => toInvite(row, now));
}
