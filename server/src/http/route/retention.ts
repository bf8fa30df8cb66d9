import { z } from 'zod';
import { everyonePreviewSchema, previewEveryone } from '../../admin/preview-everyone.ts';
import { setRetention } from '../../admin/set-retention.ts';
import { previewRetention, retentionPreviewSchema } from '../../chat/preview-retention.ts';
import { readRetentionLimits } from '../../context/retention.ts';
import { retentionDaysSchema, retentionQuery } from '../../context/retention-days.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Store } from '../../store/open.ts';
import { actOf } from '../act-of.ts';
import { sessionViewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';

const ok = z.object({ ok: z.literal(true) });
const limits = z.strictObject({
  spaces: retentionDaysSchema.describe(
    'The longest by space, in days after the last change; null or no entry for ever',
  ),
});
/** `?tasks=30&friends=90` */

/** How long conversations are kept, and what that would delete now. What a person chooses is among their preferences. */
export function retentionRoutes(parts: { store: Store; clock: Clock }): Routes {
  const { store, clock } = parts;
  return (server) => {
    server.get(
      '/account/retention/preview',
      {
        config: { policy: 'session' },
        schema: {
          tags: ['account'],
          summary: 'What would be deleted now of your conversations, as they are kept or with other days',
          querystring: retentionQuery,
          response: { 200: ok.extend(retentionPreviewSchema.shape) },
        },
      },
      async (request) => {
        const { userId } = sessionViewerOf(request);
        const preview = await previewRetention(store.read, userId, request.query, clock.now());
        return { ok: true as const, ...preview };
      },
    );
    server.get(
      '/admin/retention',
      {
        config: { policy: 'admin' },
        schema: {
          tags: ['admin'],
          summary: 'The longest that conversations are kept',
          response: { 200: ok.extend(limits.shape) },
        },
      },
      async () => ({ ok: true as const, spaces: await readRetentionLimits(store.read) }),
    );
    server.put(
      '/admin/retention',
      {
        config: { policy: 'admin' },
        schema: {
          tags: ['admin'],
          summary: 'Set the longest that conversations are kept',
          description:
            'For everybody; people can only choose less. What is older is deleted within the hour: preview it.',
          body: limits,
          response: { 200: ok.extend(limits.shape) },
        },
      },
      async (request) => {
        const { spaces } = request.body;
        await setRetention(parts, actOf(request), spaces);
        return { ok: true as const, spaces };
      },
    );
    server.get(
      '/admin/retention/preview',
      {
        config: { policy: 'admin' },
        schema: {
          tags: ['admin'],
          summary: 'How much would be deleted now, by space and by person, as limits are set or with others',
          querystring: retentionQuery,
          response: { 200: ok.extend(everyonePreviewSchema.shape) },
        },
      },
      async (request) => {
        const preview = await previewEveryone(parts, actOf(request), request.query);
        return { ok: true as const, ...preview };
      },
    );
  };
}
