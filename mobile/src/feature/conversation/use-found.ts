import { unwrap } from '@omniai/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';

/** The messages in which these words stand, newest first; nothing is asked while there are none. */
export function useFound(words: string) {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.search(words),
    queryFn: ({ signal }) => unwrap(api.http.GET('/search', { params: { query: { q: words } }, signal })),
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
}
