import type { Conversation } from '@omniai/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { messagesQuery } from '../../lib/messages-query.ts';
import { useOnline } from '../../lib/use-online.ts';

/** So many can be read without a network. */
const KEPT = 12;

/** Reads the newest messages of the newest conversations before anybody asks, so that they are there without a network. */
export function useKeepRecent(conversations: readonly Conversation[]): void {
  const api = useApi();
  const isOnline = useOnline();
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!isOnline) return;
    let isOver = false;
    void keep();
    return () => {
      isOver = true;
    };

    async function keep(): Promise<void> {
      for (const { id, updated_at: updatedAt } of conversations.slice(0, KEPT)) {
        if (isOver) return;
        const query = messagesQuery(api, id, null);
        const readMs = queryClient.getQueryState(query.queryKey)?.dataUpdatedAt ?? 0;
        // What fails here is read when it is opened.
        if (readMs < Date.parse(updatedAt)) await queryClient.prefetchInfiniteQuery(query).catch(() => undefined);
      }
    }
  }, [api, conversations, isOnline, queryClient]);
}
