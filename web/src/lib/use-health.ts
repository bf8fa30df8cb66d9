import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { queryKey } from './query-key.ts';

/** What the server says of itself before anyone signs in. */
export function useHealth() {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.health,
    queryFn: ({ signal }) => unwrap(api.http.GET('/health', { signal })),
    staleTime: 60_000,
  });
}
