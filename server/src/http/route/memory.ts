import { z } from 'zod';
import { changeMemory } from '../../context/change-memory.ts';
import { createMemory } from '../../context/create-memory.ts';
import { deleteMemory } from '../../context/delete-memory.ts';
import { getMemory } from '../../context/get-memory.ts';
import { listMemories } from '../../context/list-memories.ts';
import { memorySchema, toMemory } from '../../context/memory.ts';
import type { Clock } from '../../kit/clock.ts';
import type { MemoryId, MessageId } from '../../kit/id.ts';
import { CONTEXT_LIMITS } from '../../kit/limits.ts';
import type { Store } from '../../store/open.ts';
import { answerOnce } from '../answer-once.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { pageQuery } from '../page-query.ts';
import { sourceOf } from '../source-of.ts';

const tags = ['context'];
const params = z.object({ id: nameSchema(100) });
const text = z.string().trim().min(1).max(CONTEXT_LIMITS.memoryUnits);
const one = z.object({ ok: z.literal(true), memory: memorySchema });

/** What the assistant remembers of a person. */
export function memoryRoutes({ store, clock }: { store: Store; clock: Clock }): Routes {
  return (server) => {
    server.get(
      '/memories',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Your memories, newest first',
          querystring: pageQuery.extend({
            q: z
              .string()
              .max(CONTEXT_LIMITS.searchUnits)
              .optional()
              .describe('Words that all must be there; of the last one the beginning is enough.'),
            status: memorySchema.shape.status.default('kept'),
          }),
          response: {
            200: z.object({ ok: z.literal(true), items: z.array(memorySchema), nextCursor: z.string().optional() }),
          },
        },
      },
      async (request) => {
        const { q, ...page } = request.query;
        const found = await listMemories(store.read, viewerOf(request).userId, { ...page, query: q });
        return { ok: true as const, ...found };
      },
    );

    server.post(
      '/memories',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Remember something',
          body: z.strictObject({
            text,
            source_message_id: nameSchema(100).optional().describe('The message of yours it was taken from.'),
          }),
          response: { 200: one },
        },
      },
      async (request) => {
        const viewer = viewerOf(request).userId;
        const sourceMessageId = (request.body.source_message_id as MessageId | undefined) ?? null;
        return answerOnce({ store, clock }, request, one, async (tx) => {
          const memory = { text: request.body.text, source: sourceOf(request), sourceMessageId };
          const { id } = await createMemory(tx, viewer, memory, clock.now());
          return { ok: true as const, memory: toMemory(await getMemory(tx, viewer, id)) };
        });
      },
    );

    server.patch(
      '/memories/:id',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Correct a memory, or keep a suggested one',
          params,
          body: z.strictObject({ text: text.optional(), status: z.literal('kept').optional() }),
          response: { 200: one },
        },
      },
      async (request) => {
        const id = request.params.id as MemoryId;
        const viewer = viewerOf(request).userId;
        const row = await store.transact((tx) => changeMemory(tx, viewer, id, request.body, clock.now()));
        return { ok: true as const, memory: toMemory(row) };
      },
    );

    server.delete(
      '/memories/:id',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Forget something, or refuse a suggestion',
          params,
          response: { 200: z.object({ ok: z.literal(true) }) },
        },
      },
      async (request) => {
        await store.transact((tx) => deleteMemory(tx, viewerOf(request).userId, request.params.id as MemoryId));
        return { ok: true as const };
      },
    );
  };
}
