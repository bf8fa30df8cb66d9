import { type Space, unwrap } from '@omniai/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';

const PAGE_SIZE = 40;

/** `archived`: those, and no others; the rest has pinned ones and others. */
export type ConversationPart = 'pinned' | 'other' | 'archived';

/**
 * A part of the person's conversations, the most recently used first, a page at a time.
 * @param space only those of this space; without it all
 */
export function useConversations(part: ConversationPart, space?: Space['space']) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [...queryKey.conversations, part, space ?? null],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: PAGE_SIZE,
        ...(part === 'archived'
          ? { archived: 'true' as const }
          : { pinned: part === 'pinned' ? ('true' as const) : ('false' as const) }),
        ...(space !== undefined && { space }),
        ...(pageParam !== undefined && { cursor: pageParam }),
      };
      return unwrap(api.http.GET('/conversations', { params: { query }, signal }));
    },
    getNextPageParam: (page) => page.nextCursor,
  });
}
