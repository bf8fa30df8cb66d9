import { createKey, unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { reminders } from '../../lib/reminders.ts';
import { say } from '../../lib/toast.ts';
import { useText } from '../../lib/use-text.ts';
import { type Task, titleOf } from './task.ts';

export type NewTask = Pick<Task, 'payload' | 'due_at'>;

/** Writes a task down. */
export function useAddTask() {
  const api = useApi();
  return useTaskAct(
    ({ payload, due_at: due }: NewTask) =>
      unwrap(
        api.http.POST('/agent-events', {
          headers: { 'idempotency-key': createKey() },
          body: { type: 'task', payload, ...(due !== null && { due_at: due }) },
        }),
      ),
    askAtFirst,
  );
}

/** Changes what is to be done or until when. */
export function useChangeTask() {
  const api = useApi();
  return useTaskAct(
    ({ id, payload, due_at }: NewTask & Pick<Task, 'id'>) =>
      unwrap(api.http.PATCH('/agent-events/{id}', { params: { path: { id } }, body: { payload, due_at } })),
    askAtFirst,
  );
}

/** Ticks a task off or takes it up again; either can be taken back for a while. */
export function useTurnTask() {
  const t = useText();
  const api = useApi();
  const set = ({ id }: Task, status: Task['status']) =>
    unwrap(api.http.PATCH('/agent-events/{id}', { params: { path: { id } }, body: { status } }));
  const back = useTaskAct((task: Task) => set(task, task.status), undefined, 'said');
  return useTaskAct(
    (task: Task) => set(task, task.status === 'open' ? 'done' : 'open'),
    (task) => {
      const id = task.status === 'open' ? 'context.taskDone' : 'context.taskReopened';
      say(t(id, { title: titleOf(task) }), { undo: () => back.mutate(task) });
    },
    'said',
  );
}

/** Deletes at once; what was still to be done can be written down again for a while. */
export function useDeleteTask() {
  const t = useText();
  const api = useApi();
  const add = useAddTask();
  return useTaskAct(
    ({ id }: Task) => unwrap(api.http.DELETE('/agent-events/{id}', { params: { path: { id } } })),
    (task) => say(t('context.taskDeleted'), task.status === 'open' ? { undo: () => add.mutate(task) } : {}),
    'said',
  );
}

/** @param trouble whether it is said in passing, or shown by who asked */
function useTaskAct<Input, Output>(
  act: (input: Input) => Promise<Output>,
  onDone?: (input: Input) => void,
  trouble: 'said' | 'shown' = 'shown',
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (_, input) => {
      onDone?.(input);
      return queryClient.invalidateQueries({ queryKey: queryKey.tasks });
    },
    onError: (error) => trouble === 'said' && say(error.message, { isTrouble: true }),
  });
}

/** A time was given: now the person knows what a reminder would be good for. */
function askAtFirst({ due_at: due }: NewTask): void {
  if (due !== null) void reminders.ask();
}
