import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';

export function usePricing() {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.console('pricing'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/admin/pricing', { signal })),
  });
}

export function useFallbacks() {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.console('fallbacks'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/admin/fallbacks', { signal })),
  });
}
