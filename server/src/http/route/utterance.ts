import { z } from 'zod';
import { readPersonContext } from '../../context/preference.ts';
import type { Clock } from '../../kit/clock.ts';
import { listUtterances, utteranceSchema } from '../../omi/speech/list-utterances.ts';
import { sentenceSchema, triedSentenceSchema, trySentence } from '../../omi/speech/try-sentence.ts';
import type { Store } from '../../store/open.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { pageQuery } from '../page-query.ts';

/** What a person said to the assistant, and what would be understood if they said it. */
export function utteranceRoutes({ store, clock }: { store: Store; clock: Clock }): Routes {
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

    server.post(
      '/omi/understand',
      {
        config: { policy: 'user' },
        schema: {
          tags: ['omi'],
          summary: 'Try a sentence: what would be understood if you said it, and by which wake word',
          description: 'By your own wake words, listen mode and language. Nothing is stored, asked or done.',
          body: sentenceSchema,
          response: { 200: z.object({ ok: z.literal(true) }).extend(triedSentenceSchema.shape) },
        },
      },
      async (request) => {
        const { preferences } = await readPersonContext(store.read, viewerOf(request).userId);
        return { ok: true as const, ...trySentence(preferences, request.body, clock.now()) };
      },
    );
  };
}
