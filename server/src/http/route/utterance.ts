import { z } from 'zod';
import { listUtterances, utteranceSchema } from '../../omi/speech/list-utterances.ts';
import type { Store } from '../../store/open.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { pageQuery } from '../page-query.ts';

/** What a person said to the assistant. */
export function utteranceRoutes({ store }: { store: Store }): Routes {
  return (server) => {
    server.get(
      '/omi/utterances',
      {
        config: { policy: 'user' },
        schema: {
          tags: ['omi'],
          summary: 'What you said to the assistant, what was understood and how it was answered, newest first',
          querystring: pageQuery,
          response: {
            200: z.object({ ok: z.literal(true), items: z.array(utteranceSchema), nextCursor: z.string().optional() }),
          },
        },
      },
      async (request) => {
        const found = await listUtterances(store.read, viewerOf(request).userId, request.query);
        return { ok: true as const, ...found };
      },
    );
  };
}
