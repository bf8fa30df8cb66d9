import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { OmiClient } from '../../omi/client/omi-client.ts';
import type { OmiData } from '../../omi/data/create-omi-data.ts';
import { getActiveLink } from '../../omi/data/get-active-link.ts';
import { omiConversationSchema } from '../../omi/data/omi-conversation.ts';
import { omiMemorySchema } from '../../omi/data/omi-memory.ts';
import { omiTaskSchema } from '../../omi/data/omi-task.ts';
import type { Store } from '../../store/open.ts';
import { viewerOf } from '../authentication.ts';
import type { HttpServer, Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';

const tags = ['omi'];
const uid = nameSchema(128).describe('An Omi user whose link you confirmed');
const flag = z.enum(['true', 'false']);
const day = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
const page = z.strictObject({
  uid,
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
const segments = z.coerce
  .number()
  .int()
  .min(-1)
  .max(1_000)
  .default(-1)
  .describe('How much of each transcript is read; -1 for all of it');
const listOf = <Item>(item: z.ZodType<Item>) =>
  z.object({
    ok: z.literal(true),
    items: z.array(item),
    next_offset: z
      .number()
      .int()
      .nullable()
      .describe('null after an empty page. A short page is not the last: Omi leaves out what it cannot read'),
  });

function toList<Item>(items: Item[], { limit, offset }: { limit: number; offset: number }) {
  return { ok: true as const, items, next_offset: items.length === 0 ? null : offset + limit };
}

/** @throws AppError E1002 for an Omi user that is not the viewer's, E4000 without an Omi app */
type ClientFor = (request: FastifyRequest, omiUserId: string) => Promise<OmiClient>;

/** A person's conversations, memories and tasks as they are at Omi. */
export function omiReadingRoutes({ store, getClient }: Pick<OmiData, 'getClient'> & { store: Store }): Routes {
  const clientFor: ClientFor = async (request, omiUserId) => {
    await getActiveLink(store.read, viewerOf(request).userId, omiUserId);
    return getClient();
  };
  return (server) => {
    installConversations(server, clientFor);
    installSearch(server, clientFor);
    installMemories(server, clientFor);
    installTasks(server, clientFor);
  };
}

function installConversations(server: HttpServer, clientFor: ClientFor): void {
  server.get(
    '/omi/import/conversations',
    {
      config: { policy: 'user' },
      schema: {
        tags,
        summary: 'Your conversations at Omi, newest first',
        querystring: page.extend({
          include_discarded: flag.default('false'),
          statuses: z.string().max(200).optional().describe('A list with commas, for example completed,processing'),
          start_date: day.optional(),
          end_date: day.optional(),
          max_transcript_segments: segments,
        }),
        response: { 200: listOf(omiConversationSchema) },
      },
    },
    async (request) => {
      const { uid: omiUserId, limit, offset, statuses = '', ...query } = request.query;
      const client = await clientFor(request, omiUserId);
      const items = await client.listConversations(omiUserId, {
        limit,
        offset,
        includeDiscarded: query.include_discarded === 'true',
        statuses: statuses
          .split(',')
          .map((status) => status.trim())
          .filter((status) => status !== ''),
        startDate: query.start_date,
        endDate: query.end_date,
        maxTranscriptSegments: query.max_transcript_segments,
      });
      return toList(items, request.query);
    },
  );
}

function installSearch(server: HttpServer, clientFor: ClientFor): void {
  server.get(
    '/omi/import/conversations/search',
    {
      config: { policy: 'user' },
      schema: {
        tags,
        summary: 'Search your conversations at Omi',
        description: 'The order is Omi’s and not by relevance.',
        querystring: z.strictObject({
          uid,
          q: nameSchema(1_000),
          page: z.coerce.number().int().min(1).max(10_000).default(1),
          per_page: z.coerce.number().int().min(1).max(50).default(10),
          include_discarded: flag.default('false'),
          start_date: day.optional(),
          end_date: day.optional(),
          max_transcript_segments: segments,
        }),
        response: {
          200: z.object({
            ok: z.literal(true),
            items: z.array(omiConversationSchema),
            page: z.number().int(),
            total_pages: z.number().int(),
          }),
        },
      },
    },
    async (request) => {
      const { uid: omiUserId, q, per_page, include_discarded, start_date, end_date, ...query } = request.query;
      const client = await clientFor(request, omiUserId);
      const found = await client.searchConversations(omiUserId, {
        query: q,
        page: query.page,
        perPage: per_page,
        includeDiscarded: include_discarded === 'true',
        startDate: start_date,
        endDate: end_date,
        maxTranscriptSegments: query.max_transcript_segments,
      });
      return { ok: true as const, items: found.conversations, page: found.page, total_pages: found.totalPages };
    },
  );
}

function installMemories(server: HttpServer, clientFor: ClientFor): void {
  server.get(
    '/omi/import/memories',
    {
      config: { policy: 'user' },
      schema: {
        tags,
        summary: 'Your memories at Omi',
        querystring: page,
        response: { 200: listOf(omiMemorySchema) },
      },
    },
    async (request) => {
      const { uid: omiUserId, limit, offset } = request.query;
      const client = await clientFor(request, omiUserId);
      return toList(await client.listMemories(omiUserId, { limit, offset }), request.query);
    },
  );
}

function installTasks(server: HttpServer, clientFor: ClientFor): void {
  server.get(
    '/omi/import/tasks',
    {
      config: { policy: 'user' },
      schema: {
        tags,
        summary: 'Your tasks at Omi',
        querystring: page.extend({
          completed: flag.optional(),
          conversation_id: nameSchema(200).optional(),
          start_date: day.optional(),
          end_date: day.optional(),
          due_start_date: day.optional(),
          due_end_date: day.optional(),
        }),
        response: { 200: listOf(omiTaskSchema) },
      },
    },
    async (request) => {
      const { uid: omiUserId, limit, offset, completed, ...query } = request.query;
      const client = await clientFor(request, omiUserId);
      const items = await client.listTasks(omiUserId, {
        limit,
        offset,
        completed: completed === undefined ? undefined : completed === 'true',
        conversationId: query.conversation_id,
        startDate: query.start_date,
        endDate: query.end_date,
        dueStartDate: query.due_start_date,
        dueEndDate: query.due_end_date,
      });
      return toList(items, request.query);
    },
  );
}
