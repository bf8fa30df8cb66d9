import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import type { ModelChoice } from '../../lib/model-choice.ts';
import { queryKey } from '../../lib/query-key.ts';

/** What the next message of a conversation would be sent with, to the model that is chosen now. */
export function useContext(conversationId: string, choice: ModelChoice | null) {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.context(conversationId, choice),
    queryFn: async ({ signal }) => {
      const params = { path: { id: conversationId }, query: { ...choice } };
      return (await unwrap(api.http.GET('/conversations/{id}/context', { params, signal }))).context;
    },
    // While another model is looked at, the last figures stand.
    placeholderData: (previous) => previous,
  });
}

export type ConversationContext = NonNullable<ReturnType<typeof useContext>['data']>;
export type ContextMessage = ConversationContext['messages'][number];
