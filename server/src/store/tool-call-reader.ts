import type { Selectable } from 'kysely';
import type { RunId, ToolCallId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { ToolCallStatus, ToolCallTable } from './table/tool-table.ts';

export type ToolCallRow = Selectable<ToolCallTable>;

const find = readQuery('tool_call.find', (db, a: { owner: UserId; id: ToolCallId }) =>
  db.selectFrom('tool_calls').selectAll().where('id', '=', a.id).where('user_id', '=', a.owner),
);

const findStatus = readQuery('tool_call.find_status', (db, a: { id: ToolCallId }) =>
  db.selectFrom('tool_calls').select('status').where('id', '=', a.id),
);

const listOfRun = readQuery('tool_call.list_of_run', (db, a: { runId: RunId }) =>
  db.selectFrom('tool_calls').selectAll().where('run_id', '=', a.runId).orderBy('id'),
);

export const toolCallReader = {
  find(db: ReadHandle, owner: UserId, id: ToolCallId): Promise<ToolCallRow | undefined> {
    return db.first(find, { owner, id });
  },
  /** For who makes the call; undefined when its answer was deleted. */
  async findStatus(db: ReadHandle, id: ToolCallId): Promise<ToolCallStatus | undefined> {
    return (await db.first(findStatus, { id }))?.status;
  },
  /** In the order in which they were asked for. */
  listOfRun(db: ReadHandle, runId: RunId): Promise<ToolCallRow[]> {
    return db.all(listOfRun, { runId });
  },
};
