import type { AgentEventId, UserId } from '../kit/id.ts';
import type { AgentEventRow } from '../store/agent-event-reader.ts';
import { agentEventWriter } from '../store/agent-event-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import type { AgentEventStatus } from '../store/table/context-table.ts';
import { type EventPayload, writePayload } from './agent-event.ts';
import { queueDueTask } from './due-task.ts';
import { getAgentEvent } from './get-agent-event.ts';

/** What may be set on an event; what is missing stays as it is. */
export interface AgentEventChange {
  /** Takes the place of the whole payload. */
  payload?: EventPayload | undefined;
  status?: AgentEventStatus | undefined;
  /** Milliseconds since 1970; null: no time. */
  dueAt?: number | null | undefined;
}

/** @throws AppError E1002; E1001 for a payload that does not fit */
export async function changeAgentEvent(
  tx: WriteHandle,
  owner: UserId,
  id: AgentEventId,
  change: AgentEventChange,
  now: number,
): Promise<AgentEventRow> {
  await agentEventWriter.lock(tx, owner, id);
  const before = await getAgentEvent(tx, owner, id);
  const status = change.status ?? before.status;
  const row: AgentEventRow = {
    ...before,
    payload: change.payload === undefined ? before.payload : writePayload(before.type, change.payload),
    status,
    due_at: change.dueAt === undefined ? before.due_at : change.dueAt,
    completed_at: status === 'done' ? (before.completed_at ?? now) : null,
    updated_at: now,
  };
  await agentEventWriter.update(tx, owner, row);
  await queueDueTask(tx, row, now);
  return row;
}
