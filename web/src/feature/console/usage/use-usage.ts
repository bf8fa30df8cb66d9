import { unwrap } from '@omniai/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import type { Range } from './range.ts';

/** What was used in a range. @param group what is told apart, with commas: day, user, provider, model */
export function useUsage({ from, to }: Range, group: string) {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.console('usage', from, to, group),
    queryFn: ({ signal }) => unwrap(api.http.GET('/admin/usage', { params: { query: { from, to, group } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}

export type Usage = NonNullable<ReturnType<typeof useUsage>['data']>;
export type UsageItem = Usage['items'][number];
