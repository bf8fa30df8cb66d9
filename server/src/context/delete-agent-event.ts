import { AppError } from '../errors.ts';
import type { AgentEventId, UserId } from '../kit/id.ts';
import { agentEventWriter } from '../store/agent-event-writer.ts';
import type { WriteHandle } from '../store/query.ts';

/** Deletes an event; of a deleted task nothing is told. @throws AppError E1002 */
export async function deleteAgentEvent(tx: WriteHandle, owner: UserId, id: AgentEventId): Promise<void> {
  if (!(await agentEventWriter.delete(tx, owner, id))) throw new AppError('E1002');
}
