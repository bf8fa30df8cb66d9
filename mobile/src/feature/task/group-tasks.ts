import type { Task } from './task.ts';

const DUE_GROUPS = ['overdue', 'today', 'later', 'undated'] as const;
export type DueGroup = (typeof DUE_GROUPS)[number];

/**
 * Open tasks by when they are due, in each group the most urgent first; those without a time as they come.
 * The day ends at midnight where the reader is. Groups without a task are left out.
 * @param nowMs milliseconds since 1970
 */
export function groupTasks(tasks: readonly Task[], nowMs: number): { group: DueGroup; tasks: Task[] }[] {
  const tomorrowMs = new Date(nowMs).setHours(24, 0, 0, 0);
  const groupOf = ({ due_at: due }: Task): DueGroup => {
    if (due === null) return 'undated';
    const dueMs = Date.parse(due);
    if (dueMs < nowMs) return 'overdue';
    return dueMs < tomorrowMs ? 'today' : 'later';
  };
  const byDue = (a: Task, b: Task) => Date.parse(a.due_at ?? '') - Date.parse(b.due_at ?? '');
  return DUE_GROUPS.flatMap((group) => {
    const found = tasks.filter((task) => groupOf(task) === group);
    if (found.length === 0) return [];
    return { group, tasks: group === 'undated' ? found : found.sort(byDue) };
  });
}
