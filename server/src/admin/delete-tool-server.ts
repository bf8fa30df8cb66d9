import { AppError } from '../errors.ts';
import type { ToolServerId } from '../kit/id.ts';
import type { WriteHandle } from '../store/query.ts';
import { toolServerWriter } from '../store/tool-server-writer.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

/** Deletes a server of tools with what it is asked with; audited. Answers that use it go on to their end. @throws AppError E1002 */
export async function deleteToolServer(tx: WriteHandle, act: Act, id: ToolServerId, now: number): Promise<void> {
  if (!(await toolServerWriter.remove(tx, id))) throw new AppError('E1002');
  await auditAct(tx, act, { action: 'tool_server.delete', target: { type: 'tool_server', id } }, now);
}
