import { z } from 'zod';
import type { Linking } from '../../omi/link/create-linking.ts';
import { omiStatusSchema } from '../../omi/link/read-omi-status.ts';
import { selfTestSchema } from '../../omi/link/self-test.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { omiUserIdSchema } from '../omi-user-id-schema.ts';

const tags = ['omi'];

/** How a person's Omi is doing. */
export function omiStatusRoutes(road: Pick<Linking, 'readStatus' | 'runSelfTest'>): Routes {
  return (server) => {
    server.get(
      '/omi/status',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Your links with what came in last, what may still be pushed and what the last self-test found',
          response: { 200: z.object({ ok: z.literal(true) }).extend(omiStatusSchema.shape) },
        },
      },
      async (request) => ({ ok: true as const, ...(await road.readStatus(viewerOf(request).userId)) }),
    );
    server.post(
      '/omi/self-test',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Send a marked delivery through the whole road and say how far it came',
          description:
            'The server posts to its own webhook, by PUBLIC_URL where that is set. The delivery is understood like any other and leaves nothing behind: no transcript, no question to a model, no push.',
          body: z.strictObject({ omi_user_id: omiUserIdSchema }),
          response: { 200: z.object({ ok: z.literal(true), self_test: selfTestSchema }) },
        },
      },
      async (request) => {
        const selfTest = await road.runSelfTest(viewerOf(request).userId, request.body.omi_user_id);
        return { ok: true as const, self_test: selfTest };
      },
    );
  };
}
