import { type ApiClient, unwrap } from '@omniai/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { queryKey } from './query-key.ts';
import { say } from './toast.ts';

const read = (http: ApiClient['http'], signal: AbortSignal) => unwrap(http.GET('/preferences', { signal }));

type Answer = Awaited<ReturnType<typeof read>>;
export type Preferences = Answer['preferences'];

/** What the person chose for all of their devices. */
export function usePreferences() {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.preferences,
    queryFn: ({ signal }) => read(api.http, signal),
    select: ({ preferences }) => preferences,
  });
}

/** Changes some of it, which is shown at once; where the server refuses, it is as before and the server's sentence is said. */
export function useChangePreferences() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<Preferences>) => unwrap(api.http.PATCH('/preferences', { body: change })),
    async onMutate(change) {
      await queryClient.cancelQueries({ queryKey: queryKey.preferences });
      queryClient.setQueryData<Answer>(
        queryKey.preferences,
        (shown) => shown && { ...shown, preferences: { ...shown.preferences, ...change } },
      );
    },
    onSuccess: (changed) => queryClient.setQueryData(queryKey.preferences, changed),
    onError(error) {
      say(error.message, { isTrouble: true });
      void queryClient.invalidateQueries({ queryKey: queryKey.preferences });
    },
  });
}
