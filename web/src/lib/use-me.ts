import { unwrap } from '@omniai/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Api, useApi } from './api-context.tsx';
import { queryKey } from './query-key.ts';

export function meQuery(api: Api) {
  return queryOptions({ queryKey: queryKey.me, queryFn: ({ signal }) => unwrap(api.http.GET('/me', { signal })) });
}

/** Who is signed in, and what is left of today's quota. Fails with E2000 when nobody is. */
export function useMe() {
  return useQuery(meQuery(useApi()));
}
