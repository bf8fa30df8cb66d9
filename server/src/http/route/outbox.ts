import { z } from 'zod';
import { listOutbox } from '../../admin/list-outbox.ts';
import { outboxItemSchema } from '../../admin/outbox-item.ts';
import { retryOutbox } from '../../admin/retry-outbox.ts';
import type { Clock } from '../../kit/clock.ts';
import type { OutboxId } from '../../kit/id.ts';
import type { Store } from '../../store/open.ts';
import { actOf } from '../act-of.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { pageQuery } from '../page-query.ts';

const tags = ['admin'];

interface OutboxParts {
  store: Store;
  clock: Clock;
  /** Something was queued that wants to be done soon. */
  onQueued: () => void;
}

/** What is queued for everybody, for an admin to look after. */
export function outboxRoutes({ store, clock, onQueued }: OutboxParts): Routes {
  return (server) => {
    server.get(
      '/admin/outbox',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Queued effects, newest first, without what they say',
          querystring: pageQuery.extend({
            status: outboxItemSchema.shape.status.optional().describe('parked: those that need somebody’s look.'),
          }),
          response: {
            200: z.object({ ok: z.literal(true), items: z.array(outboxItemSchema), nextCursor: z.string().optional() }),
          },
        },
      },
      async (request) => {
        const found = await listOutbox({ store, clock }, actOf(request), request.query);
        return { ok: true as const, ...found };
      },
    );

    server.post(
      '/admin/outbox/:id/retry',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Try a parked effect anew',
          params: z.object({ id: nameSchema(100) }),
          response: { 200: z.object({ ok: z.literal(true), item: outboxItemSchema }) },
        },
      },
      async (request) => {
        const item = await retryOutbox({ store, clock }, actOf(request), request.params.id as OutboxId);
        onQueued();
        return { ok: true as const, item };
      },
    );
  };
}
