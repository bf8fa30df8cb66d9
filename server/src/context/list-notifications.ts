import type { UserId } from '../kit/id.ts';
import { notificationReader } from '../store/notification-reader.ts';
import { NEWEST_ID, type Page, readIdCursor, toPage } from '../store/page.ts';
import type { ReadHandle } from '../store/query.ts';
import { type Notification, toNotification } from './notification.ts';

/**
 * What a person was told or is about to be told, newest first.
 * @throws AppError E1001 for a cursor that is none
 */
export async function listNotifications(
  db: ReadHandle,
  owner: UserId,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Notification>> {
  const before = cursor === undefined ? NEWEST_ID : readIdCursor(cursor);
  return toPage(await notificationReader.list(db, owner, { before, limit: limit + 1 }), limit, toNotification);
}
