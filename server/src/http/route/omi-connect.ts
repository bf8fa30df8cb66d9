import { z } from 'zod';
import type { Linking } from '../../omi/link/create-linking.ts';
import type { Routes } from '../http-server.ts';
import { omiUserIdSchema } from '../omi-user-id-schema.ts';

const tags = ['omi'];
/** Anything may stand in these addresses; what is no id and no state of ours is left out. */
const query = z.object({
  uid: omiUserIdSchema.optional().catch(undefined),
  state: z
    .string()
    .regex(/^[\w.-]{1,500}$/)
    .optional()
    .catch(undefined),
});

/** What Omi itself asks when a person sets the app up. */
export function omiConnectRoutes(road: Pick<Linking, 'isSetUp'>): Routes {
  return (server) => {
    server.get(
      '/omi/setup',
      {
        config: { policy: 'public' },
        schema: {
          tags,
          summary: 'Omi’s check, when a person enables the app, that its set-up is complete',
          description:
            'It is complete for everyone as soon as this server is set up for Omi. Omi lets an app push to a person only once it is enabled, and enables it only when this says yes: if it waited for the link, the code that makes the link could never be pushed. It also would tell strangers who is linked.',
          querystring: z.object({
            uid: z.string().optional().catch(undefined).describe('Who enables the app; not looked at'),
          }),
          response: { 200: z.object({ ok: z.literal(true), is_setup_completed: z.boolean() }) },
        },
      },
      async () => ({ ok: true as const, is_setup_completed: road.isSetUp }),
    );
    server.get(
      '/omi/connect',
      {
        config: { policy: 'public' },
        schema: {
          tags,
          summary:
            'The app’s home and set-up step in Omi: leads to the page on which a signed-in person links their Omi',
          description:
            'The `uid` only fills in a field. It proves nothing, because anybody can write one here; the pushed or the spoken code does.',
          querystring: query,
          response: { 302: z.null().describe('On to the page') },
        },
      },
      async (request, reply) => {
        const search = new URLSearchParams();
        for (const [name, value] of Object.entries(request.query)) if (value !== undefined) search.set(name, value);
        return reply.header('cache-control', 'no-store').redirect(`/app/omi${search.size > 0 ? `?${search}` : ''}`);
      },
    );
  };
}
