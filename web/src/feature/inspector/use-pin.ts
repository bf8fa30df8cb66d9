import { unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { say } from '../../lib/toast.ts';
import type { ContextMessage } from './use-context.ts';

/** Has a message sent along always, or no longer. */
export function usePin(conversationId: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, pinned }: ContextMessage) =>
      unwrap(api.http.PATCH('/messages/{id}', { params: { path: { id } }, body: { pinned: !pinned } })),
    onSuccess: () =>
      Promise.all(
        [queryKey.allContexts(conversationId), queryKey.allMessages(conversationId)].map((key) =>
          queryClient.invalidateQueries({ queryKey: key }),
        ),
      ),
    onError: (error) => say(error.message, { isTrouble: true }),
  });
}
