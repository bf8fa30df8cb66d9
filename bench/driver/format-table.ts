import { findMedian, type Result } from './result.ts';

/** The table for people, in Markdown; medians, with the range of the rounds in parentheses. */
export function formatTable(results: readonly Result[]): string {
  const rows = results.map((result) => `| ${formatCells(result).join(' | ')} |`);
  return [
    '| figure | yardstick | ours | ours against it | bar | goal | |',
    '|---|--:|--:|--:|--:|--:|---|',
    ...rows,
  ].join('\n');
}

function formatCells({ budget, samples, values, median, isBarReached, isGoalReached }: Result): string[] {
  const baselines = samples.map((sample) => sample.baseline).filter((baseline) => baseline !== undefined);
  const unit = budget.compare === 'ratio' ? ' ×' : '';
  const sign = budget.compare === 'ratio' ? '≥' : '≤';
  return [
    budget.title,
    baselines.length === 0 ? '' : formatNumber(findMedian(baselines)),
    formatNumber(findMedian(samples.map((sample) => sample.ours))),
    `${formatNumber(median)}${unit} (${formatNumber(values[0])}–${formatNumber(values.at(-1))})`,
    `${sign} ${budget.bar}`,
    `${sign} ${budget.goal}`,
    isGoalReached ? 'goal' : isBarReached ? 'bar' : '**missed**',
  ];
}

function formatNumber(value: number | undefined): string {
  if (value === undefined) return '';
  return value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 });
}
