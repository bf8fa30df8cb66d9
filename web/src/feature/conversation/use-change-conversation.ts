import { type Conversation, type ConversationChange, unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';

/** Changes something about a conversation, and reads the lists anew. */
export function useChangeConversation({ id }: Conversation) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ConversationChange) =>
      unwrap(api.http.PATCH('/conversations/{id}', { params: { path: { id } }, body })),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: queryKey.conversations }),
  });
}
