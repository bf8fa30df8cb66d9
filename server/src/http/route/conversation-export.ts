import { Readable } from 'node:stream';
import { z } from 'zod';
import { exportConversation, exportMarkdown } from '../../chat/export-conversation.ts';
import { getConversation } from '../../chat/get-conversation.ts';
import type { Clock } from '../../kit/clock.ts';
import type { ConversationId } from '../../kit/id.ts';
import type { Store } from '../../store/open.ts';
import { attachmentHeader } from '../attachment-header.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';

/** A conversation as a file. */
export function conversationExportRoutes({ store, clock }: { store: Store; clock: Clock }): Routes {
  return (server) => {
    server.get(
      '/conversations/:id/export',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags: ['conversations'],
          summary: 'A conversation as a file',
          description:
            '`json` holds every branch and can be brought back with POST /conversations/import; `markdown` holds the branch with the newest message, to read.',
          params: z.object({ id: nameSchema(100) }),
          querystring: z.strictObject({ format: z.enum(['json', 'markdown']).default('json') }),
          response: {
            200: {
              description: 'The file',
              content: { 'application/json': { schema: z.unknown() }, 'text/markdown': { schema: z.unknown() } },
            },
          },
        },
      },
      async (request, reply) => {
        const owner = viewerOf(request).userId;
        const row = await getConversation(store.read, owner, request.params.id as ConversationId);
        const isJson = request.query.format === 'json';
        reply.header('content-disposition', attachmentHeader(row.title, isJson ? 'json' : 'md'));
        reply.type(isJson ? 'application/json; charset=utf-8' : 'text/markdown; charset=utf-8');
        const pieces = isJson
          ? exportConversation(store.read, owner, row, clock.now())
          : exportMarkdown(store.read, owner, row);
        return reply.send(Readable.from(pieces, { objectMode: false }));
      },
    );
  };
}
