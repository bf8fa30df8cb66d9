import { AppError } from '../errors.ts';
import { createId, type ToolServerId } from '../kit/id.ts';
import { TOOL_SERVER_LIMITS } from '../kit/limits.ts';
import type { SecretBox } from '../kit/secret-box.ts';
import type { WriteHandle } from '../store/query.ts';
import { toolServerReader } from '../store/tool-server-reader.ts';
import { toolServerWriter } from '../store/tool-server-writer.ts';
import { sealHeaders } from '../tool/tool-server.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';
import { type NewToolServer, toHeaders } from './tool-server-form.ts';

/**
 * Makes a server of tools; audited. Nothing of it is offered before it was checked and its tools were allowed.
 * @throws AppError E1003 when its name is taken or there are too many
 */
export async function addToolServer(
  tx: WriteHandle,
  box: SecretBox,
  act: Act,
  form: NewToolServer,
  now: number,
): Promise<ToolServerId> {
  if ((await toolServerReader.list(tx)).length >= TOOL_SERVER_LIMITS.servers) {
    throw new AppError('E1003', `There are ${TOOL_SERVER_LIMITS.servers} servers of tools already. Delete one first.`);
  }
  const { name, url } = form;
  const id = createId<ToolServerId>();
  const sealed = sealHeaders(box, { id, url }, toHeaders(form.bearer_token, form.headers));
  const isNew = await toolServerWriter.insert(tx, {
    id,
    name,
    url,
    sealed_headers: sealed,
    is_enabled: Number(form.is_enabled),
    is_private_allowed: Number(form.is_private_allowed),
    created_at: now,
    updated_at: now,
  });
  if (!isNew) throw new AppError('E1003', `The name "${name}" is taken. Choose another one.`);
  const { is_private_allowed, is_enabled } = form;
  const details = { name, host: new URL(url).host, has_secret: sealed !== null, is_private_allowed, is_enabled };
  await auditAct(tx, act, { action: 'tool_server.create', target: { type: 'tool_server', id }, details }, now);
  return id;
}
