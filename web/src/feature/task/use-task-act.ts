import { createKey, unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { say } from '../../lib/toast.ts';
import { useText } from '../../lib/use-text.ts';
import { type Task, titleOf } from './task.ts';

/** Writes a task down. */
export function useAddTask() {
  const api = useApi();
  return useTaskAct(({ payload, due_at: due }: Pick<Task, 'payload' | 'due_at'>) =>
    unwrap(
      api.http.POST('/agent-events', {
        headers: { 'idempotency-key': createKey() },
        body: { type: 'task', payload, ...(due !== null && { due_at: due }) },
      }),
    ),
  );
}

/** Changes what is to be done or until when. */
export function useChangeTask() {
  const api = useApi();
  return useTaskAct(({ id, payload, due_at }: Pick<Task, 'id' | 'payload' | 'due_at'>) =>
    unwrap(api.http.PATCH('/agent-events/{id}', { params: { path: { id } }, body: { payload, due_at } })),
  );
}

/** Ticks a task off or takes it up again; either can be taken back for a while. */
export function useTurnTask() {
  const t = useText();
  const api = useApi();
  const set = ({ id }: Task, status: Task['status']) =>
    unwrap(api.http.PATCH('/agent-events/{id}', { params: { path: { id } }, body: { status } }));
  const back = useTaskAct((task: Task) => set(task, task.status));
  return useTaskAct(
    (task: Task) => set(task, task.status === 'open' ? 'done' : 'open'),
    (task) => {
      const id = task.status === 'open' ? 'context.taskDone' : 'context.taskReopened';
      say(t(id, { title: titleOf(task) }), { undo: () => back.mutate(task) });
    },
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
  );
}

function useTaskAct<Input, Output>(act: (input: Input) => Promise<Output>, onDone?: (input: Input) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (_, input) => {
      onDone?.(input);
      return queryClient.invalidateQueries({ queryKey: queryKey.tasks });
    },
    onError: (error) => say(error.message, { isTrouble: true }),
  });
}
