import type { LiveRun, RunIdentity, RunOutcome } from './live-run.ts';

/** A run at its end, for who counts. */
export interface ObservedRun {
  /** Who answered, or failed as the last of those that were asked. */
  identity: Pick<RunIdentity, 'provider' | 'model' | 'source' | 'plainPrompt'>;
  outcome: RunOutcome;
  /** From its start to the first text or thinking, in milliseconds; null where none came. */
  firstTokenMs: number | null;
  /** From its start until who answered was asked, in milliseconds. */
  askedMs: number;
  elapsedMs: number;
}

/** Is told of every run of this process once, when its end is stored. */
export type RunObserver = (run: ObservedRun) => void;

export function toObserved(run: LiveRun, outcome: RunOutcome): ObservedRun {
  const { details, identity, firstTokenMs, askedMs, elapsedMs } = run;
  const { provider, model } = details;
  return {
    identity: { provider, model, source: identity.source, plainPrompt: identity.plainPrompt },
    outcome,
    firstTokenMs,
    askedMs,
    elapsedMs,
  };
}
