import type { RunIdentity, RunOutcome } from './live-run.ts';

/** A run at its end, for who counts. */
interface ObservedRun {
  identity: Pick<RunIdentity, 'provider' | 'model' | 'source'>;
  outcome: RunOutcome;
  /** From its start to the first text or thinking, in milliseconds; null where none came. */
  firstTokenMs: number | null;
  elapsedMs: number;
}

/** Is told of every run of this process once, when its end is stored. */
export type RunObserver = (run: ObservedRun) => void;
