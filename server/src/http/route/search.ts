import { z } from 'zod';
import { searchHitSchema, searchMessages } from '../../chat/search-messages.ts';
import { spaceSchema } from '../../context/space.ts';
import type { ConversationId } from '../../kit/id.ts';
import { CONTEXT_LIMITS } from '../../kit/limits.ts';
import type { Store } from '../../store/open.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { pageQuery } from '../page-query.ts';

const time = z.iso.datetime({ offset: true });

/** Looking for words in everything a person and their models wrote. */
export function searchRoutes({ store }: { store: Store }): Routes {
  return (server) => {
    server.get(
      '/search',
      {
        // A search costs as much as a write.
        config: { policy: 'user', isChat: true, rateClass: 'write' },
        schema: {
          tags: ['conversations'],
          summary: 'Your messages and titles in which the words stand, newest first',
          description:
            'Every word must be there, those in double quotes next to each other; the last one may be only the beginning of a word. Case and accents do ' +
            'not matter. A message is found about a second after it came to its end. A page may be shorter than `limit`: while there is a ' +
            '`nextCursor`, there may be more.',
          querystring: pageQuery.extend({
            q: z.string().min(1).max(CONTEXT_LIMITS.searchUnits),
            space: spaceSchema.optional(),
            role: z.enum(['user', 'assistant']).optional().describe('Who wrote it; titles are left out.'),
            conversation_id: nameSchema(100).optional(),
            archived: z.enum(['true', 'false']).optional().describe('Only these conversations; without it, all.'),
            from: time.optional().describe('Written at this time or later.'),
            to: time.optional().describe('Written before this time.'),
          }),
          response: {
            200: z.object({ ok: z.literal(true), items: z.array(searchHitSchema), nextCursor: z.string().optional() }),
          },
        },
      },
      async (request) => {
        const { q: query, conversation_id, archived, from, to, ...rest } = request.query;
        const found = await searchMessages(store.read, viewerOf(request).userId, {
          ...rest,
          query,
          conversationId: conversation_id as ConversationId | undefined,
          isArchived: archived === undefined ? undefined : archived === 'true',
          from: from === undefined ? undefined : Date.parse(from),
          to: to === undefined ? undefined : Date.parse(to),
        });
        return { ok: true as const, ...found };
      },
    );
  };
}
