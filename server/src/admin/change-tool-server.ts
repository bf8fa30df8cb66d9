import { AppError } from '../errors.ts';
import type { ToolServerId } from '../kit/id.ts';
import type { SecretBox } from '../kit/secret-box.ts';
import type { WriteHandle } from '../store/query.ts';
import type { ToolServerRow } from '../store/tool-server-reader.ts';
import { toolServerWriter } from '../store/tool-server-writer.ts';
import { type AllowedTool, readAllowedTools, readListedTools, sealHeaders } from '../tool/tool-server.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';
import { type ToolServerChange, toHeaders } from './tool-server-form.ts';

const MAX_DESCRIPTION_UNITS = 2_000;

/**
 * Changes a server of tools; audited. At another address it is another server: what it listed and what was allowed is forgotten, and what it is
 * asked with goes to no other host.
 * @throws AppError E1001 for a tool that it did not list, E1002
 */
export async function changeToolServer(
  tx: WriteHandle,
  box: SecretBox,
  act: Act,
  id: ToolServerId,
  change: ToolServerChange,
  now: number,
): Promise<void> {
  const row = await toolServerWriter.lock(tx, id, now);
  if (!row) throw new AppError('E1002');
  const url = change.url ?? row.url;
  const moved =
    url === row.url ? row : { ...row, url, tools: '[]', allowed_tools: '[]', checked_at: null, error: null };
  const isOn = (wished: boolean | undefined, present: number) => (wished === undefined ? present : Number(wished));
  const next: ToolServerRow = {
    ...moved,
    sealed_headers: headersAfter(box, row, url, change),
    is_enabled: isOn(change.is_enabled, row.is_enabled),
    is_private_allowed: isOn(change.is_private_allowed, row.is_private_allowed),
    allowed_tools: change.allowed_tools ? JSON.stringify(allowTools(moved, change.allowed_tools)) : moved.allowed_tools,
    updated_at: now,
  };
  await toolServerWriter.update(tx, next);
  const details = {
    changed: Object.keys(change).join(' '),
    host: new URL(url).host,
    has_secret: next.sealed_headers !== null,
    is_private_allowed: next.is_private_allowed === 1,
    is_enabled: next.is_enabled === 1,
    allowed_tools: describe(readAllowedTools(next)),
  };
  await auditAct(tx, act, { action: 'tool_server.change', target: { type: 'tool_server', id }, details }, now);
}

/** For the audit log: each with whether it reads or writes. */
function describe(allowed: readonly AllowedTool[]): string {
  return allowed
    .map(({ name, is_write }) => `${name} (${is_write ? 'writes' : 'reads'})`)
    .join(', ')
    .slice(0, MAX_DESCRIPTION_UNITS);
}

function headersAfter(box: SecretBox, row: ToolServerRow, url: string, change: ToolServerChange): string | null {
  const { id, url: before, sealed_headers: kept } = row;
  if (change.bearer_token !== undefined || change.headers !== undefined)
    return sealHeaders(box, { id, url }, toHeaders(change.bearer_token, change.headers));
  return new URL(before).origin === new URL(url).origin ? kept : null;
}

function allowTools(row: ToolServerRow, wished: NonNullable<ToolServerChange['allowed_tools']>): AllowedTool[] {
  const listed = new Map(readListedTools(row).map((tool) => [tool.name, tool]));
  const allowed = new Map<string, AllowedTool>();
  for (const { name, is_write } of wished) {
    const tool = listed.get(name);
    if (!tool) throw new AppError('E1001', `The server listed no tool "${name}". Check it again, or its spelling.`);
    allowed.set(name, { name, is_write: is_write ?? !tool.says_read_only });
  }
  return [...allowed.values()];
}
