import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { queryKey } from './query-key.ts';

/** The spaces a conversation may be in, and the one in which new ones begin. */
export function useSpaces() {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.spaces,
    queryFn: ({ signal }) => unwrap(api.http.GET('/spaces', { signal })),
  });
}
