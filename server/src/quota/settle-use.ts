import type { UserId } from '../kit/id.ts';
import type { WriteHandle } from '../store/query.ts';
import { type DayState, quotaWriter } from '../store/quota-writer.ts';
import { usageWriter } from '../store/usage-writer.ts';

/** What a model did for a person, at its end. */
export interface ModelUse {
  userId: UserId;
  /** The day it was asked for, on which it is booked. */
  day: string;
  provider: string;
  model: string;
  /** 1 for the answer to a message, 0 for what is done beside. */
  messages: 0 | 1;
  promptTokens: number;
  completionTokens: number;
  /** Tokens that were held for it, to be given back; null where its tokens count against no limit, whoever gave them. */
  reservedTokens: number | null;
  /** Nothing came of it: its messages are given back too, and nothing is booked. */
  isVoid: boolean;
}

/**
 * Settles what was reserved: gives back what was held and books what was used, by model too and with its price of this moment.
 * @returns that day as it is then; undefined where nothing was ever reserved of it
 */
export async function settleUse(tx: WriteHandle, use: ModelUse): Promise<DayState | undefined> {
  const { userId, day, isVoid } = use;
  const isCounted = use.reservedTokens !== null && !isVoid;
  const settled = await quotaWriter.settle(tx, {
    userId,
    day,
    provider: use.provider,
    refund: isVoid ? use.messages : 0,
    reserved: use.reservedTokens ?? 0,
    promptTokens: isCounted ? use.promptTokens : 0,
    completionTokens: isCounted ? use.completionTokens : 0,
  });
  if (!isVoid) await usageWriter.add(tx, use);
  return settled;
}
