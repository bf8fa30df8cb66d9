import { z } from 'zod';
import { getUserLimits } from '../../admin/user-quota.ts';
import { quotaSchema } from '../../chat/answer.ts';
import { AppError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { UserId } from '../../kit/id.ts';
import { RATE_LIMITS_PER_MINUTE } from '../../kit/limits.ts';
import type { Quota } from '../../quota/quota.ts';
import type { Store } from '../../store/open.ts';
import { runReader } from '../../store/run-reader.ts';
import { actOf } from '../act-of.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { userIdParams } from '../user-id-params.ts';

const perMinute = z.number().int();
const answer = z.object({
  ok: z.literal(true),
  user_id: z.string(),
  requests_per_minute: z.object({
    chat: perMinute,
    write: perMinute,
    read: perMinute,
    account: perMinute,
    webhook: perMinute,
  }),
  streams: z.number().int().describe('Answers that are being written'),
  quota: quotaSchema,
});

interface RateLimitParts {
  store: Store;
  clock: Clock;
  quotaOf: (userId: UserId) => Promise<Quota>;
}

/** How often a person may ask, and what is left to them. */
export function rateLimitRoutes(parts: RateLimitParts): Routes {
  return (server) => {
    server.get(
      '/rate-limit/:id',
      {
        config: { policy: 'user' },
        schema: {
          tags: ['utility'],
          summary: 'Your limits and what is left of them; an admin may name anybody, which is audited',
          params: userIdParams,
          response: { 200: answer },
        },
      },
      async (request) => {
        const { id } = request.params;
        const { userId, role, keyScope } = viewerOf(request);
        if (id !== userId) {
          if (role !== 'admin' || keyScope !== null) throw new AppError('E1002');
          await getUserLimits(parts, actOf(request), id);
        }
        const [streams, quota] = await Promise.all([runReader.countStreaming(parts.store.read, id), parts.quotaOf(id)]);
        return { ok: true as const, user_id: id, requests_per_minute: RATE_LIMITS_PER_MINUTE, streams, quota };
      },
    );
  };
}
