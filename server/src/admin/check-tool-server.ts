import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { ToolServerId } from '../kit/id.ts';
import type { SecretBox } from '../kit/secret-box.ts';
import type { Store } from '../store/open.ts';
import { toolServerReader } from '../store/tool-server-reader.ts';
import { toolServerWriter } from '../store/tool-server-writer.ts';
import { describeToolFailure } from '../tool/describe-tool-failure.ts';
import { toolLimits } from '../tool/limits.ts';
import { openMcpSession } from '../tool/mcp-session.ts';
import { hideSecrets, type ListedTool, type ToolServerAddress, toAddress } from '../tool/tool-server.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

/**
 * Asks a server for its tools and keeps the list, or what was wrong; audited. Models are offered what was listed here until the next check, however
 * the server changes meanwhile.
 * @throws AppError E1002
 */
export async function checkToolServer(
  { store, clock, box }: { store: Store; clock: Clock; box: SecretBox },
  act: Act,
  id: ToolServerId,
): Promise<void> {
  const row = await toolServerReader.find(store.read, id);
  if (!row) throw new AppError('E1002');
  const { name, url } = row;
  let found: ListedTool[] | string;
  try {
    found = await askForTools(name, toAddress(box, row));
  } catch {
    found = 'Its token cannot be read with the SESSION_SECRET of this server. Set it anew.';
  }
  await store.transact(async (tx) => {
    const now = clock.now();
    if (typeof found === 'string') await toolServerWriter.noteError(tx, { id, url, error: found, now });
    else await toolServerWriter.noteList(tx, { id, url, tools: JSON.stringify(found), now });
    const details = { healthy: typeof found !== 'string', tools: typeof found === 'string' ? 0 : found.length };
    await auditAct(tx, act, { action: 'tool_server.check', target: { type: 'tool_server', id }, details }, now);
  });
}

/** The tools, or what is wrong. Never throws. */
async function askForTools(name: string, address: ToolServerAddress): Promise<ListedTool[] | string> {
  const signal = AbortSignal.timeout(toolLimits.greetingMs);
  try {
    const session = await openMcpSession(address, toolLimits, signal);
    try {
      return await session.listTools(signal);
    } finally {
      await session.close();
    }
  } catch (error) {
    return hideSecrets(describeToolFailure(error, name, address.url), address);
  }
}
