import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';

/** How many people came how far. */
export function useActivation() {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.console('activation'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/metrics/activation', { signal })),
    staleTime: 60_000,
  });
}
