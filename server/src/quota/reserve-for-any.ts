import { AppError } from '../errors.ts';
import type { WriteHandle } from '../store/query.ts';
import { quotaReader } from '../store/quota-reader.ts';
import type { Allowance } from './reserve-message.ts';
import { reserveTokens, type TokenReservation } from './reserve-tokens.ts';

/** What is held for an answer that one of several may give. */
export interface ReservationForAny extends TokenReservation {
  /** Those of them whose tokens count against no limit. */
  free: ReadonlySet<string>;
  /** Whether nothing could be held: then only those that are free may answer. */
  isForFreeOnly: boolean;
}

/**
 * Holds back what an answer may use at most where several providers may give it, as {@link reserveTokens} does for one: nothing where all are
 * free, and nothing where too little is left and a free one was asked for or stands first. So no chain lets a paid one answer unheld, and none makes
 * a free one refuse.
 * @param asked the provider of the allowance, which was asked for
 * @param providers those that may answer, in their order; not empty
 * @throws AppError E2010 as reserveTokens
 */
export async function reserveForAny(
  tx: WriteHandle,
  allowance: Allowance,
  wish: { promptTokens: number; maxAnswerTokens: number | null },
  providers: readonly string[],
  now: number,
): Promise<ReservationForAny> {
  const free = new Set<string>();
  for (const id of new Set(providers)) if (await quotaReader.isTokenFree(tx, id)) free.add(id);
  const nothing = { reservedTokens: null, maxAnswerTokens: null, free };
  if (providers.every((id) => free.has(id))) return { ...nothing, isForFreeOnly: true };
  try {
    const held = await reserveTokens(tx, { ...allowance, isTokenFree: false }, wish, now);
    return { ...held, free, isForFreeOnly: false };
  } catch (error) {
    const canBeFree = allowance.isTokenFree || free.has(providers[0] ?? '');
    if (canBeFree && error instanceof AppError && error.code === 'E2010') return { ...nothing, isForFreeOnly: true };
    throw error;
  }
}
