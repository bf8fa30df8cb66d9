import { unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';

/** Lets the server walk the whole way of a delivery and say how far it came. */
export function useSelfTest(omiUserId: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.http.POST('/omi/self-test', { body: { omi_user_id: omiUserId } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKey.omiStatus }),
  });
}
