import { type AgentEventId, createId, type MessageId, type UserId } from '../kit/id.ts';
import type { AgentEventRow } from '../store/agent-event-reader.ts';
import { agentEventWriter } from '../store/agent-event-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import type { ItemSource } from '../store/table/context-table.ts';
import { type EventPayload, writePayload } from './agent-event.ts';
import { queueDueTask } from './due-task.ts';

export interface NewAgentEvent {
  /** `task` for a task, which needs a `title` in its payload. */
  type: string;
  payload: EventPayload;
  source: ItemSource;
  /** Must be the owner's. */
  sourceMessageId: MessageId | null;
  /** Milliseconds since 1970. */
  dueAt: number | null;
}

/**
 * Notes an event or a task; a task with a time is told when it is due.
 * @throws AppError E1001 for a payload that does not fit
 */
export async function createAgentEvent(
  tx: WriteHandle,
  owner: UserId,
  { type, payload, source, sourceMessageId, dueAt }: NewAgentEvent,
  now: number,
): Promise<AgentEventRow> {
  const row: AgentEventRow = {
    id: createId<AgentEventId>(),
    user_id: owner,
    type,
    payload: writePayload(type, payload),
    status: 'open',
    source,
    source_message_id: sourceMessageId,
    due_at: dueAt,
    completed_at: null,
    created_at: now,
    updated_at: now,
  };
  await agentEventWriter.insert(tx, row);
  await queueDueTask(tx, row, now);
  return row;
}
