import { type Conversation, unwrap } from '@omniai/client';
import { type QueryClient, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { queryKey } from './query-key.ts';

/** One conversation, from the lists where it stands in one. @returns undefined until it is there, and for a conversation that has not begun */
export function useConversation(id: string | undefined): Conversation | undefined {
  const api = useApi();
  const queryClient = useQueryClient();
  const deletions = useMutationState({
    filters: { mutationKey: queryKey.conversationDeletion(id ?? '') },
    select: ({ state }) => state.status,
  });
  // Its deletion is told before one has left it, and it would be asked for once more.
  const isGone = deletions.some((status) => status === 'pending' || status === 'success');
  return useQuery({
    queryKey: queryKey.conversation(id ?? ''),
    queryFn: async ({ signal }) => {
      const path = { id: id ?? '' };
      return (await unwrap(api.http.GET('/conversations/{id}', { params: { path }, signal }))).conversation;
    },
    enabled: id !== undefined && !isGone,
    initialData: () => findListed(queryClient, id),
    // Changes are told as they happen.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  }).data;
}

function findListed(queryClient: QueryClient, id: string | undefined): Conversation | undefined {
  const lists = queryClient.getQueriesData<{ pages?: { items: Conversation[] }[] }>({
    queryKey: queryKey.conversations,
  });
  const listed = lists.flatMap(([, list]) => list?.pages?.flatMap(({ items }) => items) ?? []);
  return listed.find((conversation) => conversation.id === id);
}
