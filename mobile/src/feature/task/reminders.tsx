import { useEffect } from 'react';
import { reminders } from '../../lib/reminders.ts';
import type { Reminder } from '../../session/plan-reminders.ts';
import { type Task, titleOf } from './task.ts';
import { useOpenTasks } from './use-tasks.ts';

/** Shows nothing; while somebody is signed in, their phone reminds them of what is due. */
export function Reminders(): null {
  const { data } = useOpenTasks();
  useEffect(() => {
    if (data) reminders.keep(data.items.flatMap(toReminder));
  }, [data]);
  // Who comes next on this phone is told nothing of it.
  useEffect(() => () => reminders.keep([]), []);
  return null;
}

function toReminder(task: Task): Reminder[] {
  const { id, due_at: due } = task;
  return due === null ? [] : [{ id, text: titleOf(task), dueMs: Date.parse(due) }];
}
