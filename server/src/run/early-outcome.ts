import type { AppError } from '../errors.ts';
import type { Usage } from '../provider/spec.ts';
import type { LiveRun, RunOutcome } from './live-run.ts';

const NO_USAGE: Usage = { prompt_tokens: null, completion_tokens: null };

/** The end of an answer that has no room for more. */
export const CUT_OUTCOME: RunOutcome = { status: 'complete', finish_reason: 'length', usage: NO_USAGE };

/** The end of an answer that was told to stop. */
export function abortedOutcome(run: LiveRun): RunOutcome {
  if (run.abortCause === 'cancel') return { status: 'cancelled', finish_reason: 'cancelled', usage: NO_USAGE };
  return { status: 'interrupted' };
}

export function failedOutcome(error: AppError): RunOutcome {
  return { status: 'failed', error };
}
