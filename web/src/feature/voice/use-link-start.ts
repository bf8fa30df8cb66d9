import { createKey, unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';

interface Start {
  omiUserId: string;
  /** What came back from Omi with the id, if the person came from there. */
  state: string | undefined;
}

/** Asks for the two codes of a link. Asking again gives new ones. */
export function useLinkStart(onStarted: () => void) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ omiUserId, state }: Start) =>
      unwrap(
        api.http.POST('/link/omi/start', {
          headers: { 'idempotency-key': createKey() },
          body: { omi_user_id: omiUserId, ...(state !== undefined && { state }) },
        }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: queryKey.omiStatus });
      onStarted();
    },
  });
}
