import { expect, it } from 'vitest';
import { groupTasks } from './group-tasks.ts';
import { type Task, titleOf } from './task.ts';

const NOW = new Date(2026, 4, 2, 14, 0);

function task(title: string, due: Date | null): Task {
  const at = NOW.toISOString();
  const rest = { source_message_id: null, completed_at: null, created_at: at, updated_at: at };
  return {
    id: title,
    type: 'task',
    payload: { title },
    status: 'open',
    source: 'web',
    due_at: due?.toISOString() ?? null,
    ...rest,
  };
}

function titles(...tasks: Task[]) {
  return groupTasks(tasks, NOW.getTime()).map(({ group, tasks: found }) => [group, ...found.map(titleOf)]);
}

it('puts what is due first, and what has no time last and in its own order', () => {
  expect(
    titles(
      task('sometime b', null),
      task('next week', new Date(2026, 4, 9, 9, 0)),
      task('last minute of today', new Date(2026, 4, 2, 23, 59)),
      task('an hour ago', new Date(2026, 4, 2, 13, 0)),
      task('first minute of tomorrow', new Date(2026, 4, 3, 0, 0)),
      task('in an hour', new Date(2026, 4, 2, 15, 0)),
      task('yesterday', new Date(2026, 4, 1, 9, 0)),
      task('sometime a', null),
    ),
  ).toEqual([
    ['overdue', 'yesterday', 'an hour ago'],
    ['today', 'in an hour', 'last minute of today'],
    ['later', 'first minute of tomorrow', 'next week'],
    ['undated', 'sometime b', 'sometime a'],
  ]);
});

it('leaves out what has no task', () => {
  expect(titles()).toEqual([]);
  expect(titles(task('now', NOW))).toEqual([['today', 'now']]);
});
