import type { Sample } from '../scenario/scenario.ts';
import type { Budget } from './read-budget.ts';

/** A figure over all rounds. */
export interface Result {
  budget: Budget;
  samples: Sample[];
  /** What is held against bar and goal, one per round, ascending. */
  values: number[];
  median: number;
  isBarReached: boolean;
  isGoalReached: boolean;
  /** Not even half of the bar, or twice what it allows: something is broken rather than slow. */
  isFarOff: boolean;
}

/** Puts the samples of one figure together; undefined when there are none. */
export function createResult(budget: Budget, samples: Sample[]): Result | undefined {
  if (samples.length === 0) return undefined;
  const values = samples.map((sample) => compareSample(budget, sample)).sort((a, b) => a - b);
  const median = findMedian(values);
  const reaches = (wanted: number) => (budget.compare === 'ratio' ? median >= wanted : median <= wanted);
  return {
    budget,
    samples,
    values,
    median,
    isBarReached: reaches(budget.bar),
    isGoalReached: reaches(budget.goal),
    isFarOff: !reaches(budget.compare === 'ratio' ? budget.bar / 2 : budget.bar * 2),
  };
}

function compareSample(budget: Budget, sample: Sample): number {
  if (budget.compare === 'absolute') return sample.ours;
  const baseline = sample.baseline ?? Number.NaN;
  return budget.compare === 'ratio' ? sample.ours / baseline : sample.ours - baseline;
}

/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export function findMedian(values: readonly number[]): number {
  const ascending = [...values].sort((a, b) => a - b);
  const lower = ascending[Math.floor((ascending.length - 1) / 2)] ?? Number.NaN;
  const upper = ascending[Math.ceil((ascending.length - 1) / 2)] ?? Number.NaN;
  return (lower + upper) / 2;
}
