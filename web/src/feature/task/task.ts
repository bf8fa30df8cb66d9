import type { ApiSchemas } from '@omniai/client';

export type Task = ApiSchemas['AgentEvent'];

/** What is to be done. */
export function titleOf({ payload }: Task): string {
  return typeof payload.title === 'string' ? payload.title : '';
}
