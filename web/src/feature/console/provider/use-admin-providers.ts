import { type ApiSchemas, unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';

export type AdminProvider = ApiSchemas['AdminProvider'];
/** `guide` is built in; the others can be made. */
export type Kind = Exclude<AdminProvider['kind'], 'guide'>;

/** @param intervalMs how often they are read anew */
export function useAdminProviders(intervalMs = 15_000) {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.console('providers'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/admin/providers', { signal })),
    refetchInterval: intervalMs,
  });
}
