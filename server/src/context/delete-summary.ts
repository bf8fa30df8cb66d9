import { AppError } from '../errors.ts';
import type { SummaryId, UserId } from '../kit/id.ts';
import type { WriteHandle } from '../store/query.ts';
import { summaryWriter } from '../store/summary-writer.ts';

/** Another one is made when it is needed. @throws AppError E1002 when it is not there or not the owner's */
export async function deleteSummary(tx: WriteHandle, owner: UserId, id: SummaryId): Promise<void> {
  if (!(await summaryWriter.delete(tx, owner, id))) throw new AppError('E1002');
}
