import { z } from 'zod';
import type { OmiTask } from './omi-task.ts';
import type { OmiUser } from './omi-user.ts';
import { cutLocked } from './read-memories.ts';
import { isWithin, pageSchema, readDate, readPage } from './read-page.ts';

export const taskQuerySchema = pageSchema.extend({
  completed: z.stringbool().optional(),
  conversation_id: z.string().optional(),
  start_date: z.string().optional(),
  end_date: z.string().optional(),
  due_start_date: z.string().optional(),
  due_end_date: z.string().optional(),
});

/** @throws RangeError for a date that is none */
export function readTasks(user: OmiUser, query: z.infer<typeof taskQuerySchema>): object {
  const fromMs = readDate('start_date', query.start_date, 'start');
  const toMs = readDate('end_date', query.end_date, 'end');
  const dueFromMs = readDate('due_start_date', query.due_start_date, 'start');
  const dueToMs = readDate('due_end_date', query.due_end_date, 'end');
  const fits = (task: OmiTask) =>
    (query.completed === undefined || task.completed === query.completed) &&
    (query.conversation_id === undefined || task.conversation_id === query.conversation_id) &&
    isWithin(task.created_at, fromMs, toMs) &&
    isWithin(task.due_at, dueFromMs, dueToMs);
  const tasks = readPage(user.tasks, fits, query);
  return {
    tasks: tasks.map(({ is_locked, ...task }) => ({
      ...task,
      description: is_locked ? cutLocked(task.description) : task.description,
    })),
  };
}
