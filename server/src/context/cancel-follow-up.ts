import { AppError } from '../errors.ts';
import type { FollowUpId, UserId } from '../kit/id.ts';
import { followUpReader } from '../store/follow-up-reader.ts';
import { followUpWriter } from '../store/follow-up-writer.ts';
import type { WriteHandle } from '../store/query.ts';

/**
 * Takes a follow-up back that still waits for its time.
 * @throws AppError E1002; E1003 when it was delivered before
 */
export async function cancelFollowUp(tx: WriteHandle, owner: UserId, id: FollowUpId): Promise<void> {
  if (await followUpWriter.deleteWaiting(tx, owner, id)) return;
  if (await followUpReader.find(tx, owner, id))
    throw new AppError('E1003', 'This follow-up has been delivered already.');
  throw new AppError('E1002');
}
