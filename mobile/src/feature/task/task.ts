import type { ApiSchemas } from '@omniai/client';

export type Task = ApiSchemas['AgentEvent'];

/** What is to be done. */
export function titleOf({ payload }: Pick<Task, 'payload'>): string {
  return typeof payload.title === 'string' ? payload.title : '';
}

/** What else there is to know about it. */
export function notesOf({ payload }: Pick<Task, 'payload'>): string {
  return typeof payload.notes === 'string' ? payload.notes : '';
}
