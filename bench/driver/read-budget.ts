import { readFileSync } from 'node:fs';

/** What one figure has to reach. */
export interface Budget {
  name: string;
  title: string;
  /** `ratio`: ours over the yardstick, more is better. `added`: ours less the yardstick, `absolute`: ours alone; less is better. */
  compare: 'ratio' | 'added' | 'absolute';
  /** What it must reach. */
  bar: number;
  /** What would be worth a second design. */
  goal: number;
}

/** Reads budget.json. */
export function readBudgets(): Budget[] {
  return JSON.parse(readFileSync(new URL('../budget.json', import.meta.url), 'utf8'));
}
