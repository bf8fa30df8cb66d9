import { z } from 'zod';
import { agentEventSchema, toAgentEvent } from '../../context/agent-event.ts';
import { changeAgentEvent } from '../../context/change-agent-event.ts';
import { completeAgentEvent } from '../../context/complete-agent-event.ts';
import { createAgentEvent } from '../../context/create-agent-event.ts';
import { deleteAgentEvent } from '../../context/delete-agent-event.ts';
import { listAgentEvents } from '../../context/list-agent-events.ts';
import type { Clock } from '../../kit/clock.ts';
import type { AgentEventId } from '../../kit/id.ts';
import type { Store } from '../../store/open.ts';
import { answerOnce } from '../answer-once.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { pageQuery } from '../page-query.ts';
import { sourceOf } from '../source-of.ts';

const tags = ['context'];
const params = z.object({ id: nameSchema(100) });
const type = nameSchema(50);
const payload = z.record(z.string(), z.unknown()).describe('At most 16 KiB as JSON; a task needs its `title` in it.');
const instant = z.iso.datetime({ offset: true });
const one = z.object({ ok: z.literal(true), event: agentEventSchema });

/** Events that programs note for a person, and the person's tasks, which are events of type `task`. */
export function agentEventRoutes({ store, clock }: { store: Store; clock: Clock }): Routes {
  return (server) => {
    server.get(
      '/agent-events',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Your events and tasks, newest first',
          querystring: pageQuery.extend({
            type: type.optional().describe('`task` for tasks.'),
            status: agentEventSchema.shape.status.optional(),
            due_before: instant.optional().describe('Only what is due before that time.'),
          }),
          response: {
            200: z.object({ ok: z.literal(true), items: z.array(agentEventSchema), nextCursor: z.string().optional() }),
          },
        },
      },
      async (request) => {
        const { type: ofType, status, due_before, ...page } = request.query;
        const filter = { type: ofType, status, dueBefore: toEpochMs(due_before) ?? undefined };
        const found = await listAgentEvents(store.read, viewerOf(request).userId, filter, page);
        return { ok: true as const, ...found };
      },
    );

    server.post(
      '/agent-events',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Note an event or a task; a task with a time is told when it is due',
          body: z.strictObject({ type, payload: payload.default({}), due_at: instant.optional() }),
          response: { 200: one },
        },
      },
      async (request) => {
        const viewer = viewerOf(request).userId;
        const { due_at, ...said } = request.body;
        const event = { ...said, dueAt: toEpochMs(due_at) ?? null, source: sourceOf(request), sourceMessageId: null };
        return answerOnce({ store, clock }, request, one, async (tx) => {
          const row = await createAgentEvent(tx, viewer, event, clock.now());
          return { ok: true as const, event: toAgentEvent(row) };
        });
      },
    );

    server.patch(
      '/agent-events/:id',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Change an event: a new payload takes the place of the old one; `open` takes a task up again',
          params,
          body: z.strictObject({
            payload: payload.optional(),
            status: agentEventSchema.shape.status.optional(),
            due_at: instant.nullable().optional().describe('Null: no time.'),
          }),
          response: { 200: one },
        },
      },
      async (request) => {
        const id = request.params.id as AgentEventId;
        const viewer = viewerOf(request).userId;
        const { due_at, ...said } = request.body;
        const change = { ...said, dueAt: toEpochMs(due_at) };
        const row = await store.transact((tx) => changeAgentEvent(tx, viewer, id, change, clock.now()));
        return { ok: true as const, event: toAgentEvent(row) };
      },
    );

    server.patch(
      '/agent-events/:id/complete',
      {
        config: { policy: 'user' },
        schema: { tags, summary: 'Mark as done; doing it again changes nothing', params, response: { 200: one } },
      },
      async (request) => {
        const id = request.params.id as AgentEventId;
        const viewer = viewerOf(request).userId;
        const row = await store.transact((tx) => completeAgentEvent(tx, viewer, id, clock.now()));
        return { ok: true as const, event: toAgentEvent(row) };
      },
    );

    server.delete(
      '/agent-events/:id',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Delete an event or a task',
          params,
          response: { 200: z.object({ ok: z.literal(true) }) },
        },
      },
      async (request) => {
        const id = request.params.id as AgentEventId;
        await store.transact((tx) => deleteAgentEvent(tx, viewerOf(request).userId, id));
        return { ok: true as const };
      },
    );
  };
}

function toEpochMs<Missing extends null | undefined>(iso: string | Missing): number | Missing {
  return typeof iso === 'string' ? Date.parse(iso) : iso;
}
