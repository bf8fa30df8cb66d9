import { AppError } from '../errors.ts';
import type { RunId, UserId } from '../kit/id.ts';
import type { WriteHandle } from '../store/query.ts';
import { quotaReader, UNLIMITED } from '../store/quota-reader.ts';
import { quotaWriter } from '../store/quota-writer.ts';
import { runWriter } from '../store/run-writer.ts';

interface Holder {
  id: RunId;
  epoch: number;
  userId: UserId;
  usageDay: string;
}

/**
 * Holds back more tokens for an answer that asks its model once more.
 * @param tokens what is `held` so far, what is `needed` at least, and what is `wished`
 * @returns how many more are held: all that is wished, or what is left, or none where that is not more than needed
 * @throws AppError E1007 when the answer was taken over
 */
export async function holdMoreTokens(
  tx: WriteHandle,
  { id, epoch, userId, usageDay: day }: Holder,
  { held, needed, wished }: { held: number; needed: number; wished: number },
): Promise<number> {
  const { limits, usage } = await quotaReader.day(tx, userId, day);
  const limit = limits.tokens_per_day ?? UNLIMITED;
  const tokens = Math.min(wished - held, limit - usage.tokens - usage.reserved);
  if (tokens <= 0 || held + tokens <= needed) return 0;
  // The run's row first, as whoever ends it does: two who lock in one order never wait for each other.
  if (!(await runWriter.holdTokens(tx, id, epoch, tokens))) throw new AppError('E1007');
  if (await quotaWriter.reserveTokens(tx, { userId, day, tokens, limit })) return tokens;
  await runWriter.holdTokens(tx, id, epoch, -tokens);
  return 0;
}
