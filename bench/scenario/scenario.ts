import type { Subject } from '../driver/subject.ts';

/** One measured figure of one round. */
export interface Sample {
  /** The figure's name in budget.json. */
  figure: string;
  /** What the yardstick reached; absent where the bar is an absolute number. */
  baseline?: number;
  ours: number;
  /** Further numbers for the JSON report, by name. */
  detail?: Record<string, number>;
}

/** One thing that is measured. A file in this folder holds one. */
export interface Scenario {
  name: string;
  /** Takes long and hardly varies: it is measured in the first round only. */
  isOnce?: boolean;
  /**
   * Runs once, on servers of its own. In every other round ours goes before the yardstick, so that neither always has the cooler machine.
   * @throws Error when a server fails or an answer is wrong
   */
  run(upstream: Subject, isOursFirst: boolean): Promise<Sample[]>;
}
