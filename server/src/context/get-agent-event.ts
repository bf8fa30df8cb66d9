import { AppError } from '../errors.ts';
import type { AgentEventId, UserId } from '../kit/id.ts';
import { type AgentEventRow, agentEventReader } from '../store/agent-event-reader.ts';
import type { ReadHandle } from '../store/query.ts';

/** @throws AppError E1002 when it is not there or not the owner's */
export async function getAgentEvent(db: ReadHandle, owner: UserId, id: AgentEventId): Promise<AgentEventRow> {
  const row = await agentEventReader.find(db, owner, id);
  if (!row) throw new AppError('E1002');
  return row;
}
