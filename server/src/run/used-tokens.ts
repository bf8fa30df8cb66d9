import type { RunOutcome } from './live-run.ts';

/** What a run used, as it is booked. */
export interface UsedTokens {
  promptTokens: number;
  completionTokens: number;
}

/** No model takes or writes as many in one answer; what a broken vendor says beyond is not booked. */
const MOST_TOKENS = 10_000_000;

/** UTF-16 units of a token of English, about: for what a vendor wrote and did not count. */
export const UNITS_A_TOKEN = 4;

/**
 * What a run used: as the vendor says, else an estimate, also where it was cancelled or failed on the way. Undefined where nothing came of it.
 * @param estimate of the prompt's tokens
 * @param units of what was written, thinking included, in UTF-16 units
 */
export function usedTokens(outcome: RunOutcome, estimate: number, units: number): UsedTokens | undefined {
  const hasBroken = outcome.status === 'failed' || outcome.status === 'interrupted';
  const usage = 'usage' in outcome ? outcome.usage : undefined;
  if (hasBroken && units === 0 && !usage) return undefined;
  return {
    promptTokens: Math.min(usage?.prompt_tokens ?? estimate, MOST_TOKENS),
    completionTokens: Math.min(usage?.completion_tokens ?? Math.ceil(units / UNITS_A_TOKEN), MOST_TOKENS),
  };
}
