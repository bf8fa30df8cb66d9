import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { queryKey } from './query-key.ts';

/** Who is signed in, and what is left of today's quota. */
export function useMe() {
  const api = useApi();
  return useQuery({ queryKey: queryKey.me, queryFn: ({ signal }) => unwrap(api.http.GET('/me', { signal })) });
}
