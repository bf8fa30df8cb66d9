/** Where a tapped push leads: to its conversation, to the tasks, or only into the app. */
export type PushPlace = { kind: 'conversation'; id: string } | { kind: 'tasks' } | { kind: 'app' };

/** @param data what travelled along with the push: `{kind, conversation_id}`, from whoever sent it */
export function acceptPush(data: unknown): PushPlace {
  const { kind, conversation_id: id } = Object(data);
  if (typeof id === 'string' && /^[\w-]+$/.test(id)) return { kind: 'conversation', id };
  return kind === 'task_due' ? { kind: 'tasks' } : { kind: 'app' };
}
