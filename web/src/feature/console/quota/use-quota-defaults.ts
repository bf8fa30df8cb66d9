import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';

/** The limits of each role. */
export function useQuotaDefaults() {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.console('quota-defaults'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/admin/quota-defaults', { signal })),
  });
}
