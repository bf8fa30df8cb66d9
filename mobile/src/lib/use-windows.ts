import { unwrap, type Window } from '@omniai/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { queryKey } from './query-key.ts';
import { say } from './toast.ts';

/** The five windows, one of which is active. */
export function useWindows(isEnabled = true) {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.windows,
    queryFn: ({ signal }) => unwrap(api.http.GET('/windows', { signal })),
    enabled: isEnabled,
  });
}

/** Makes a window the one that what is said to the wearable goes into; the space becomes that of its conversation. */
export function useActivateWindow() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ slot }: Pick<Window, 'slot'>) => unwrap(api.http.POST('/windows/activate', { body: { slot } })),
    onError: (error) => say(error.message, { isTrouble: true }),
    onSettled() {
      for (const key of [queryKey.windows, queryKey.spaces]) void queryClient.invalidateQueries({ queryKey: key });
    },
  });
}
