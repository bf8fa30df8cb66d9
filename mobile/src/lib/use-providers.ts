import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { queryKey } from './query-key.ts';

/** The configured providers with their health, and what is used when nothing is chosen. */
export function useProviders() {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.providers,
    queryFn: ({ signal }) => unwrap(api.http.GET('/providers', { signal })),
  });
}
