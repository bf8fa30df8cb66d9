import { type MessagePage, unwrap } from '@omniai/client';
import { type InfiniteData, infiniteQueryOptions } from '@tanstack/react-query';
import type { Api } from './api-context.tsx';
import { queryKey } from './query-key.ts';

const PAGE_SIZE = 30;

export type MessagePages = InfiniteData<MessagePage, string | undefined>;

/**
 * One branch of a conversation, newest message first, a page at a time.
 * @param branch a message id the branch goes through; null for the newest branch
 */
export function messagesQuery(api: Api, conversationId: string, branch: string | null) {
  return infiniteQueryOptions({
    queryKey: queryKey.messages(conversationId, branch),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: PAGE_SIZE,
        ...(pageParam !== undefined && { cursor: pageParam }),
        ...(branch !== null && { branch }),
      };
      return unwrap(
        api.http.GET('/conversations/{id}/messages', { params: { path: { id: conversationId }, query }, signal }),
      );
    },
    getNextPageParam: (page) => page.nextCursor,
  });
}
