import { z } from 'zod';
import { requireRecentProof } from '../../account/require-proof.ts';
import { readConversation } from '../../admin/read-conversation.ts';
import { messageSchema } from '../../chat/message.ts';
import type { Clock } from '../../kit/clock.ts';
import type { ConversationId } from '../../kit/id.ts';
import { QUOTA_LIMITS } from '../../kit/limits.ts';
import type { Store } from '../../store/open.ts';
import { actOf } from '../act-of.ts';
import { sessionViewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { pageQuery } from '../page-query.ts';
import { userIdParams } from '../user-id-params.ts';

const { reasonMinUnits, reasonMaxUnits } = QUOTA_LIMITS;

/** Reading what somebody wrote, which no other route of the administration does. */
export function adminReadingRoutes(parts: { store: Store; clock: Clock }): Routes {
  return (server) => {
    server.post(
      '/admin/users/:id/conversations/:conversation_id/read',
      {
        config: { policy: 'admin' },
        schema: {
          tags: ['admin'],
          summary: 'Read somebody’s conversation, with a reason that they are told',
          description:
            'A page of the newest branch, newest first. Every reading stands in the audit log with its reason before anything is given; the person sees it there and is notified.',
          params: userIdParams.extend({
            conversation_id: nameSchema(100).transform((id) => id as ConversationId),
          }),
          body: pageQuery.extend({
            reason: nameSchema(reasonMaxUnits)
              .trim()
              .min(reasonMinUnits, `must have at least ${reasonMinUnits} characters`)
              .describe('The person reads it.'),
          }),
          response: {
            200: z.object({ ok: z.literal(true), items: z.array(messageSchema), nextCursor: z.string().optional() }),
          },
        },
      },
      async (request) => {
        requireRecentProof(sessionViewerOf(request), parts.clock.now());
        const { id: owner, conversation_id: conversationId } = request.params;
        const page = await readConversation(parts, actOf(request), { owner, conversationId, ...request.body });
        return { ok: true as const, ...page };
      },
    );
  };
}
