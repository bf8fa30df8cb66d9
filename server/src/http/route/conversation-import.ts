import { Readable } from 'node:stream';
import { z } from 'zod';
import { cancelConversationImport } from '../../chat/import/cancel-conversation-import.ts';
import { conversationImportSchema } from '../../chat/import/conversation-import.ts';
import { getConversationImport } from '../../chat/import/get-conversation-import.ts';
import { listConversationImports } from '../../chat/import/list-conversation-imports.ts';
import { type ImportParts, startConversationImport } from '../../chat/import/start-conversation-import.ts';
import type { ConversationImportId } from '../../kit/id.ts';
import { IMPORT_LIMITS } from '../../kit/limits.ts';
import { viewerOf } from '../authentication.ts';
import type { HttpServer, Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { pageQuery } from '../page-query.ts';

const tags = ['conversations'];
const params = z.object({ id: nameSchema(100) });
const one = z.object({ ok: z.literal(true), import: conversationImportSchema });

interface Parts extends ImportParts {
  /** Something was queued that wants to be done soon. */
  onQueued: () => void;
}

/** Bringing conversations along from other programs, in the background. */
export function conversationImportRoutes(parts: Parts): Routes {
  const { store, clock } = parts;
  return async (server) => {
    server.get(
      '/conversations/imports',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Your imports of conversations, newest first',
          querystring: pageQuery,
          response: {
            200: z.object({
              ok: z.literal(true),
              items: z.array(conversationImportSchema),
              nextCursor: z.string().optional(),
            }),
          },
        },
      },
      async (request) => {
        const page = await listConversationImports(store.read, viewerOf(request).userId, request.query);
        return { ok: true as const, ...page };
      },
    );

    server.get(
      '/conversations/imports/:id',
      {
        config: { policy: 'user' },
        schema: { tags, summary: 'One import, how far it is', params, response: { 200: one } },
      },
      async (request) => {
        const id = request.params.id as ConversationImportId;
        return { ok: true as const, import: await getConversationImport(store.read, viewerOf(request).userId, id) };
      },
    );

    server.delete(
      '/conversations/imports/:id',
      {
        config: { policy: 'user' },
        schema: { tags, summary: 'Stop an import; what it took over stays', params, response: { 200: one } },
      },
      async (request) => {
        const viewer = viewerOf(request).userId;
        const id = request.params.id as ConversationImportId;
        const cancelled = await store.transact((tx) => cancelConversationImport(tx, viewer, id, clock.now()));
        return { ok: true as const, import: cancelled };
      },
    );

    // A scope of its own: nowhere else is a file of conversations a body.
    await server.register(async (scope) => startRoute(scope, parts));
  };
}

function startRoute(scope: HttpServer, parts: Parts): void {
  scope.removeAllContentTypeParsers();
  const types = ['application/json', 'application/zip', 'application/octet-stream'];
  scope.addContentTypeParser(types, (_request, payload, done) => done(null, payload));
  scope.post(
    '/conversations/import',
    {
      bodyLimit: IMPORT_LIMITS.bytes,
      config: { policy: 'user' },
      schema: {
        tags,
        summary: 'Begin to take over conversations from a file',
        description:
          'Send the file as the body: a conversation that was exported here as JSON, the export of ChatGPT (the ZIP or its conversations.json), or that of ' +
          'Open WebUI. What it is is told by its content. It goes on in the background, through restarts. What came before is not taken again, even if it ' +
          'was deleted here since; of a conversation that went on elsewhere, what is new is added. Times, titles and branches are kept; pictures and files are named.',
        response: { 200: one },
      },
    },
    async (request) => {
      const body = request.body instanceof Readable ? request.body : Readable.from([]);
      const begun = await startConversationImport(parts, viewerOf(request).userId, body);
      parts.onQueued();
      return { ok: true as const, import: begun };
    },
  );
}
