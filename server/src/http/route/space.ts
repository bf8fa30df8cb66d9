import { z } from 'zod';
import { readPersonContext } from '../../context/preference.ts';
import { SPACE_TEXTS, spaceSchema } from '../../context/space.ts';
import { switchSpace } from '../../context/switch-space.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Store } from '../../store/open.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';

const tags = ['context'];
const spaceBody = z
  .object({ space: spaceSchema, name: z.string(), description: z.string(), active: z.boolean() })
  .meta({ id: 'Space' });

/** The seven spaces, and which one is active. */
export function spaceRoutes({ store, clock }: { store: Store; clock: Clock }): Routes {
  return (server) => {
    server.get(
      '/spaces',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'The spaces: what a conversation is about, and so what its answers know of',
          response: { 200: z.object({ ok: z.literal(true), active: spaceSchema, spaces: z.array(spaceBody) }) },
        },
      },
      async (request) => {
        const { activeSpace } = await readPersonContext(store.read, viewerOf(request).userId);
        const spaces = spaceSchema.options.map((space) => ({
          space,
          ...SPACE_TEXTS[space],
          active: space === activeSpace,
        }));
        return { ok: true as const, active: activeSpace, spaces };
      },
    );

    server.post(
      '/spaces/switch',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Go to a space: the conversation in your active window moves there, and new ones begin there',
          body: z.strictObject({ space: spaceSchema }),
          response: { 200: z.object({ ok: z.literal(true), active: spaceSchema }) },
        },
      },
      async (request) => {
        const { space } = request.body;
        await store.transact((tx) => switchSpace(tx, viewerOf(request).userId, space, clock.now()));
        return { ok: true as const, active: space };
      },
    );
  };
}
