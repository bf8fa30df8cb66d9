import { z } from 'zod';
import { quotaSchema } from '../../chat/answer.ts';
import type { UserId } from '../../kit/id.ts';
import { type LinkView, linkSchema } from '../../omi/link/list-links.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { toUserBody, userBody } from '../user-body.ts';

const meBody = z.object({ ok: z.literal(true), user: userBody, omi_links: z.array(linkSchema), quota: quotaSchema });

interface MeParts {
  quotaOf: (userId: UserId) => Promise<z.infer<typeof quotaSchema>>;
  omiLinksOf: (userId: UserId) => Promise<LinkView[]>;
}

/** Who the caller is, what is linked to them and what they may still use today. */
export function meRoutes({ quotaOf, omiLinksOf }: MeParts): Routes {
  return (server) => {
    server.get(
      '/me',
      {
        config: { policy: 'user' },
        schema: { tags: ['account'], summary: 'The signed-in person, links and quota', response: { 200: meBody } },
      },
      async (request) => {
        const viewer = viewerOf(request);
        const [omiLinks, quota] = await Promise.all([omiLinksOf(viewer.userId), quotaOf(viewer.userId)]);
        return { ok: true as const, user: toUserBody(viewer), omi_links: omiLinks, quota };
      },
    );
  };
}
