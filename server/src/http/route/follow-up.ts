import { z } from 'zod';
import { cancelFollowUp } from '../../context/cancel-follow-up.ts';
import { createFollowUp } from '../../context/create-follow-up.ts';
import { followUpSchema } from '../../context/follow-up.ts';
import { listFollowUps } from '../../context/list-follow-ups.ts';
import type { Clock } from '../../kit/clock.ts';
import type { ConversationId, FollowUpId } from '../../kit/id.ts';
import { FOLLOW_UP_LIMITS } from '../../kit/limits.ts';
import type { Store } from '../../store/open.ts';
import { answerOnce } from '../answer-once.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { pageQuery } from '../page-query.ts';

const tags = ['context'];
const created = z.object({
  ok: z.literal(true),
  delivered: z.boolean().describe('False while it waits for its time.'),
  followup_id: z.string(),
});

interface FollowUpParts {
  store: Store;
  clock: Clock;
  /** Something was queued that wants to be done soon. */
  onQueued: () => void;
}

/** What a person wants to be told, now or later. */
export function followUpRoutes({ store, clock, onQueued }: FollowUpParts): Routes {
  return (server) => {
    server.post(
      '/followups',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Be told something, now or at a time you choose',
          description:
            'At its time the message is written into the conversation (if you name one), notified here, and pushed to your linked Omi.',
          body: z.strictObject({
            conversation_id: nameSchema(100).optional(),
            message: z.string().trim().min(1).max(FOLLOW_UP_LIMITS.messageUnits),
            deliver_at: z.iso.datetime({ offset: true }).optional().describe('Now, if missing or past.'),
          }),
          response: { 200: created },
        },
      },
      async (request) => {
        const { message, conversation_id, deliver_at } = request.body;
        const conversationId = (conversation_id as ConversationId | undefined) ?? null;
        const answer = await answerOnce({ store, clock }, request, created, async (tx) => {
          const now = clock.now();
          const deliverAt = deliver_at === undefined ? now : Date.parse(deliver_at);
          const owner = viewerOf(request).userId;
          const { id, isDelivered } = await createFollowUp(tx, owner, { conversationId, message, deliverAt }, now);
          return { ok: true as const, delivered: isDelivered, followup_id: id };
        });
        onQueued();
        return answer;
      },
    );

    server.get(
      '/followups',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Your follow-ups, delivered or not, newest first',
          querystring: pageQuery,
          response: {
            200: z.object({ ok: z.literal(true), items: z.array(followUpSchema), nextCursor: z.string().optional() }),
          },
        },
      },
      async (request) => {
        const found = await listFollowUps(store.read, viewerOf(request).userId, request.query);
        return { ok: true as const, ...found };
      },
    );

    server.delete(
      '/followups/:id',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Cancel a follow-up that was not delivered yet',
          params: z.object({ id: nameSchema(100) }),
          response: { 200: z.object({ ok: z.literal(true) }) },
        },
      },
      async (request) => {
        const id = request.params.id as FollowUpId;
        await store.transact((tx) => cancelFollowUp(tx, viewerOf(request).userId, id));
        return { ok: true as const };
      },
    );
  };
}
