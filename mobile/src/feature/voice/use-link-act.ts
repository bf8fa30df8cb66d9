import { createKey, unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';

/** Asks for the two codes of a link. Asking again gives new ones. */
export function useLinkStart() {
  const { http } = useApi();
  return useLinkAct((omiUserId: string) =>
    unwrap(
      http.POST('/link/omi/start', {
        headers: { 'idempotency-key': createKey() },
        body: { omi_user_id: omiUserId },
      }),
    ),
  );
}

/** Shows with a code that the Omi is the person's. */
export function useConfirmLink(omiUserId: string) {
  const { http } = useApi();
  return useLinkAct((code: string) =>
    unwrap(http.POST('/link/omi/confirm', { body: { omi_user_id: omiUserId, code: code.trim() } })),
  );
}

/** Ends a link, or the beginning of one. */
export function useUnlink(omiUserId: string) {
  const { http } = useApi();
  return useLinkAct(() =>
    unwrap(http.DELETE('/link/omi/unlink/{omi_user_id}', { params: { path: { omi_user_id: omiUserId } } })),
  );
}

function useLinkAct<Input, Output>(act: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKey.omiStatus }),
  });
}
