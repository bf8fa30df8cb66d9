import { z } from 'zod';
import { listNotifications } from '../../context/list-notifications.ts';
import { notificationSchema } from '../../context/notification.ts';
import type { Store } from '../../store/open.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { pageQuery } from '../page-query.ts';

/** What a person was told. */
export function notificationRoutes({ store }: { store: Store }): Routes {
  return (server) => {
    server.get(
      '/notifications',
      {
        config: { policy: 'user' },
        schema: {
          tags: ['context'],
          summary: 'What you were told, when, over which channel, and what still waits; newest first',
          querystring: pageQuery,
          response: {
            200: z.object({
              ok: z.literal(true),
              items: z.array(notificationSchema),
              nextCursor: z.string().optional(),
            }),
          },
        },
      },
      async (request) => {
        const found = await listNotifications(store.read, viewerOf(request).userId, request.query);
        return { ok: true as const, ...found };
      },
    );
  };
}
