import type { AgentEventId, UserId } from '../kit/id.ts';
import type { AgentEventRow } from '../store/agent-event-reader.ts';
import { agentEventWriter } from '../store/agent-event-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { changeAgentEvent } from './change-agent-event.ts';
import { getAgentEvent } from './get-agent-event.ts';

/**
 * Marks an event as done; doing it again changes nothing.
 * @throws AppError E1002
 */
export async function completeAgentEvent(
  tx: WriteHandle,
  owner: UserId,
  id: AgentEventId,
  now: number,
): Promise<AgentEventRow> {
  await agentEventWriter.lock(tx, owner, id);
  const event = await getAgentEvent(tx, owner, id);
  return event.status === 'done' ? event : changeAgentEvent(tx, owner, id, { status: 'done' }, now);
}
