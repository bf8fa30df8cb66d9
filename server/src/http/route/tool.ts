import { z } from 'zod';
import { decideToolCall } from '../../chat/decide-tool-call.ts';
import type { ChatParts } from '../../chat/send-message.ts';
import type { ToolCallId } from '../../kit/id.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';

const tags = ['chat'];
const ok = z.object({ ok: z.literal(true) });

/** Tools that answers may use, and the word of their person. */
export function toolRoutes(parts: ChatParts): Routes {
  const { store, toolBox } = parts;
  return (server) => {
    server.get(
      '/tools',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'What you may let your answers use',
          description:
            'Switch servers on with the preference `tool_servers`, or name them with a message. What writes asks you before each call.',
          response: {
            200: ok.extend({
              servers: z.array(
                z.object({
                  name: z.string(),
                  tools: z.array(z.object({ name: z.string(), description: z.string(), is_write: z.boolean() })),
                }),
              ),
              web_search: z.boolean().describe('Whether this server searches the web where a model’s vendor cannot.'),
            }),
          },
        },
      },
      async () => ({
        ok: true as const,
        servers: await toolBox.list(store.read),
        web_search: toolBox.hasWebSearch,
      }),
    );

    server.post(
      '/chat/tool-calls/:id',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'Allow or refuse a call of a tool that waits for you',
          description: 'The id is that of the call in the `details` of the answer. It waits ten minutes.',
          params: z.object({ id: nameSchema(100) }),
          body: z.strictObject({ allow: z.boolean() }),
          response: { 200: ok },
        },
      },
      async (request) => {
        const id = request.params.id as ToolCallId;
        await decideToolCall(parts, viewerOf(request).userId, id, request.body.allow);
        return { ok: true as const };
      },
    );
  };
}
