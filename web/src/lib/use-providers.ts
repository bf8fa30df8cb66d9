import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { queryKey } from './query-key.ts';

const REFRESH_MS = 30_000;
/** Who sees that there is no model starts one, and looks here whether it is found. */
const SEARCH_MS = 3_000;

/** The configured providers with their health, and what is used when nothing is chosen. */
export function useProviders() {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.providers,
    queryFn: ({ signal }) => unwrap(api.http.GET('/providers', { signal })),
    refetchInterval: ({ state }) =>
      state.data?.providers.every(({ is_model, status }) => !is_model || status !== 'up') ? SEARCH_MS : REFRESH_MS,
  });
}
