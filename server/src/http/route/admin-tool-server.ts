import { z } from 'zod';
import { addToolServer } from '../../admin/add-tool-server.ts';
import { changeToolServer } from '../../admin/change-tool-server.ts';
import { checkToolServer } from '../../admin/check-tool-server.ts';
import { deleteToolServer } from '../../admin/delete-tool-server.ts';
import { toolServerSchema, toToolServer } from '../../admin/tool-server.ts';
import { newToolServerSchema, toolServerChangeSchema } from '../../admin/tool-server-form.ts';
import { AppError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { ToolServerId } from '../../kit/id.ts';
import type { SecretBox } from '../../kit/secret-box.ts';
import type { Store } from '../../store/open.ts';
import { toolServerReader } from '../../store/tool-server-reader.ts';
import { actOf } from '../act-of.ts';
import { answerOnce } from '../answer-once.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';

const tags = ['admin'];
const ok = z.object({ ok: z.literal(true) });
const params = z.object({ id: nameSchema(100) });
const one = ok.extend({ tool_server: toolServerSchema });

/** Servers of tools, for admins. */
export function adminToolServerRoutes(parts: { store: Store; clock: Clock; box: SecretBox }): Routes {
  const { store, clock, box } = parts;

  async function show(id: ToolServerId) {
    const row = await toolServerReader.find(store.read, id);
    if (!row) throw new AppError('E1002');
    return { ok: true as const, tool_server: toToolServer(row) };
  }

  return (server) => {
    server.get(
      '/admin/tool-servers',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Every server of tools, with what it listed and what of it is allowed',
          response: { 200: ok.extend({ tool_servers: z.array(toolServerSchema) }) },
        },
      },
      async () => {
        const rows = await toolServerReader.list(store.read);
        return { ok: true as const, tool_servers: rows.map(toToolServer) };
      },
    );

    server.post(
      '/admin/tool-servers',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Connect a server of tools',
          description: 'Nothing of it is offered to anybody before it was checked and its tools were allowed.',
          body: newToolServerSchema,
          response: { 200: one },
        },
      },
      async (request) => {
        const made = await answerOnce({ store, clock }, request, z.object({ id: z.string() }), async (tx) => ({
          id: await addToolServer(tx, box, actOf(request), request.body, clock.now()),
        }));
        return show(made.id as ToolServerId);
      },
    );

    server.patch(
      '/admin/tool-servers/:id',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Change a server of tools: allow its tools, switch it off',
          description:
            'What is left out stays. At another address it is another server: its list and what was allowed begin anew, and its token goes to no ' +
            'other host.',
          params,
          body: toolServerChangeSchema,
          response: { 200: one },
        },
      },
      async (request) => {
        const id = request.params.id as ToolServerId;
        await store.transact((tx) => changeToolServer(tx, box, actOf(request), id, request.body, clock.now()));
        return show(id);
      },
    );

    server.delete(
      '/admin/tool-servers/:id',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Delete a server of tools with its token; answers that use it go on to their end',
          params,
          response: { 200: ok },
        },
      },
      async (request) => {
        const id = request.params.id as ToolServerId;
        await store.transact((tx) => deleteToolServer(tx, actOf(request), id, clock.now()));
        return { ok: true as const };
      },
    );

    server.post(
      '/admin/tool-servers/:id/check',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Ask a server for its tools; `error` says what is wrong and what to do about it',
          params,
          response: { 200: one },
        },
      },
      async (request) => {
        const id = request.params.id as ToolServerId;
        await checkToolServer(parts, actOf(request), id);
        return show(id);
      },
    );
  };
}
