import { unwrap } from '@omniai/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Api, useApi } from './api-context.tsx';
import { queryKey } from './query-key.ts';

export function healthQuery(api: Api) {
  return queryOptions({
    queryKey: queryKey.health,
    queryFn: ({ signal }) => unwrap(api.http.GET('/health', { signal })),
    staleTime: 60_000,
  });
}

/** What the server says of itself before anyone signs in. */
export function useHealth() {
  return useQuery(healthQuery(useApi()));
}
