import type { AgentEventId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';

const findOpen = readQuery('due_task.find_open', (db, a: { owner: UserId; id: AgentEventId; dueAt: number }) =>
  db
    .selectFrom('agent_events')
    .select('payload')
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner)
    .where('type', '=', 'task')
    .where('status', '=', 'open')
    .where('due_at', '=', a.dueAt),
);

export const dueTaskReader = {
  /** What a task holds, if it is still to be done and still due at that time. */
  async findOpen(db: ReadHandle, owner: UserId, id: AgentEventId, dueAt: number): Promise<string | undefined> {
    return (await db.first(findOpen, { owner, id, dueAt }))?.payload;
  },
};
