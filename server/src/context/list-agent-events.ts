import type { UserId } from '../kit/id.ts';
import { type AgentEventFilter, type AgentEventRow, agentEventReader } from '../store/agent-event-reader.ts';
import { NEWEST_ID, type Page, readIdCursor, toPage } from '../store/page.ts';
import type { ReadHandle } from '../store/query.ts';
import { type AgentEvent, toAgentEvent } from './agent-event.ts';

/**
 * A person's events, newest first.
 * @throws AppError E1001 for a cursor that is none
 */
export async function listAgentEvents(
  db: ReadHandle,
  owner: UserId,
  filter: AgentEventFilter,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<AgentEvent>> {
  const before = cursor === undefined ? NEWEST_ID : readIdCursor(cursor);
  return toPage(await agentEventReader.list(db, owner, filter, { before, limit: limit + 1 }), limit, toAgentEvent);
}

/** A person's open tasks: what is due first comes first, then what has no time. */
export function listOpenTasks(db: ReadHandle, owner: UserId, limit: number): Promise<AgentEventRow[]> {
  return agentEventReader.openTasks(db, owner, limit);
}
