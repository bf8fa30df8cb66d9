import type { ReadHandle } from '../store/query.ts';
import type { RunRow } from '../store/run-reader.ts';
import { toolCallReader } from '../store/tool-call-reader.ts';
import type { ToolUse } from './answer-details.ts';

/** The tools that an answer uses, as far as the database knows: for who does not write it. */
export async function readToolUses(db: ReadHandle, run: RunRow): Promise<ToolUse[]> {
  const rows = await toolCallReader.listOfRun(db, run.id);
  return rows.map(({ id, server, tool, arguments: sent, status, result, position }) => ({
    id,
    server,
    tool,
    arguments: sent,
    status: status === 'allowed' ? 'running' : status,
    result,
    at: position,
  }));
}

/** The same at the answer's end: what waited is refused, and nobody knows what was done by what was running. */
export function endToolUses(uses: readonly ToolUse[]): ToolUse[] {
  return uses.map((use) => {
    if (use.status === 'running') return { ...use, status: 'failed' };
    return use.status === 'waiting' ? { ...use, status: 'refused' } : use;
  });
}
