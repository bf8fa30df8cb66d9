import { type MessagePage, unwrap } from '@omniai/client';
import { type InfiniteData, infiniteQueryOptions, type QueryClient, useInfiniteQuery } from '@tanstack/react-query';
import { type Api, useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';

const PAGE_SIZE = 30;

export type MessagePages = InfiniteData<MessagePage, string | undefined>;

function messagesQuery(api: Api, conversationId: string | undefined, branch: string | null) {
  return infiniteQueryOptions({
    queryKey: queryKey.messages(conversationId ?? '', branch),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.http.GET('/conversations/{id}/messages', {
          params: {
            path: { id: conversationId ?? '' },
            query: {
              limit: PAGE_SIZE,
              ...(pageParam !== undefined && { cursor: pageParam }),
              ...(branch !== null && { branch }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
    enabled: conversationId !== undefined,
    // Another branch of the same conversation shares its beginning: it is shown until the new one is here.
    placeholderData: (previous, query) => (query?.queryKey[1] === conversationId ? previous : undefined),
  });
}

/**
 * One branch of a conversation, newest message first, a page at a time.
 * @param branch a message id the branch goes through; null for the newest branch
 */
export function useMessages(conversationId: string | undefined, branch: string | null) {
  return useInfiniteQuery(messagesQuery(useApi(), conversationId, branch));
}

/** Begins to fetch the newest messages of a conversation that is about to be opened, unless they are here. */
export function preloadMessages(api: Api, queryClient: QueryClient, conversationId: string): void {
  // Who opens it asks again, and says so when it fails.
  queryClient.prefetchInfiniteQuery(messagesQuery(api, conversationId, null)).catch(() => undefined);
}
