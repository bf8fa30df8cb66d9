import { AppError } from '../errors.ts';
import type { MessageId, UserId } from '../kit/id.ts';
import { type MessageRow, messageReader } from '../store/message-reader.ts';
import { messageWriter } from '../store/message-writer.ts';
import type { WriteHandle } from '../store/query.ts';

/**
 * Pins a message, so that it is sent along even where older messages are not, or lets it go.
 * @throws AppError E1002 when it is not there or not the viewer's
 */
export async function pinMessage(
  tx: WriteHandle,
  viewer: UserId,
  id: MessageId,
  isPinned: boolean,
  now: number,
): Promise<MessageRow> {
  await messageWriter.pin(tx, viewer, id, isPinned ? now : null);
  const row = await messageReader.find(tx, viewer, id);
  if (!row) throw new AppError('E1002');
  return row;
}
