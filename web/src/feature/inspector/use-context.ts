import { unwrap } from '@omniai/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import type { ModelChoice } from '../../lib/model-choice.ts';
import { queryKey } from '../../lib/query-key.ts';

/** What the next message of a conversation would be sent with, to the model that is chosen now. */
export function useContext(conversationId: string, choice: ModelChoice | null) {
  const api = useApi();
  const isEnabled = useHasMessages(conversationId);
  return useQuery({
    queryKey: queryKey.context(conversationId, choice),
    enabled: isEnabled,
    queryFn: async ({ signal }) => {
      const params = { path: { id: conversationId }, query: { ...choice } };
      return (await unwrap(api.http.GET('/conversations/{id}/context', { params, signal }))).context;
    },
    // While another model is looked at, the last figures stand.
    placeholderData: (previous) => previous,
  });
}

/** Whether messages of the conversation are there: reading the context of 10,000 takes the server 200 ms, for which they shall not wait. */
function useHasMessages(conversationId: string): boolean {
  const cache = useQueryClient().getQueryCache();
  const has = () =>
    cache.findAll({ queryKey: queryKey.allMessages(conversationId) }).some(({ state }) => state.status === 'success');
  return useSyncExternalStore(
    useCallback((listener) => cache.subscribe(listener), [cache]),
    has,
  );
}

export type ConversationContext = NonNullable<ReturnType<typeof useContext>['data']>;
export type ContextMessage = ConversationContext['messages'][number];
