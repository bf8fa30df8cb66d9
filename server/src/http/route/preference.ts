import { z } from 'zod';
import { changePreferences, preferenceChangeSchema } from '../../context/change-preferences.ts';
import { preferencesSchema, readPersonContext } from '../../context/preference.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Store } from '../../store/open.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';

const tags = ['context'];
const answer = z.object({ ok: z.literal(true), preferences: preferencesSchema });

/** What a person chose about the assistant. */
export function preferenceRoutes({ store, clock }: { store: Store; clock: Clock }): Routes {
  return (server) => {
    server.get(
      '/preferences',
      {
        config: { policy: 'user' },
        schema: { tags, summary: 'All your choices; what you never chose has its default', response: { 200: answer } },
      },
      async (request) => {
        const { preferences } = await readPersonContext(store.read, viewerOf(request).userId);
        return { ok: true as const, preferences };
      },
    );

    server.patch(
      '/preferences',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Change some of your choices: what is missing stays, null goes back to its default',
          body: preferenceChangeSchema,
          response: { 200: answer },
        },
      },
      async (request) => {
        const viewer = viewerOf(request).userId;
        const preferences = await store.transact((tx) => changePreferences(tx, viewer, request.body, clock.now()));
        return { ok: true as const, preferences };
      },
    );
  };
}
