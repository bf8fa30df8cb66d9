import { AppError } from '../errors.ts';
import type { SummaryId, UserId } from '../kit/id.ts';
import { cleanText } from '../kit/text.ts';
import type { WriteHandle } from '../store/query.ts';
import { type SummaryRow, summaryReader } from '../store/summary-reader.ts';
import { summaryWriter } from '../store/summary-writer.ts';

/**
 * Puts a person's words in the place of a summary's.
 * @throws AppError E1002 when it is not there or not the owner's
 */
export async function changeSummary(
  tx: WriteHandle,
  owner: UserId,
  id: SummaryId,
  text: string,
  now: number,
): Promise<SummaryRow> {
  await summaryWriter.change(tx, { owner, id, text: cleanText(text).trim(), now });
  const row = await summaryReader.find(tx, owner, id);
  if (!row) throw new AppError('E1002');
  return row;
}
