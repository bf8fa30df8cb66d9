import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';

/** What the server does now and did since its start, anew every few seconds. */
export function useMetrics() {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.console('metrics'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/admin/metrics', { signal })),
    refetchInterval: 4_000,
  });
}

export type Metrics = NonNullable<ReturnType<typeof useMetrics>['data']>;
