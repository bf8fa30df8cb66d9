import type { AgentEventId, UserId } from '../kit/id.ts';
import type { AgentEventRow } from '../store/agent-event-reader.ts';
import type { WriteHandle } from '../store/query.ts';
import { changeAgentEvent } from './change-agent-event.ts';

/**
 * Marks an event as done; doing it again changes nothing of when it was done.
 * @throws AppError E1002
 */
export function completeAgentEvent(
  tx: WriteHandle,
  owner: UserId,
  id: AgentEventId,
  now: number,
): Promise<AgentEventRow> {
  return changeAgentEvent(tx, owner, id, { status: 'done' }, now);
}
