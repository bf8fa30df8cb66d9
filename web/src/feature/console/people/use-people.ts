import { unwrap } from '@omniai/client';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { usePages } from '../../../lib/use-pages.ts';

export type Status = 'active' | 'disabled';

/** Everybody with an account, newest first. @param q what the address or the name holds */
export function usePeople(q: string, status: Status | null) {
  const api = useApi();
  return usePages(
    queryKey.console('people', q, status),
    (cursor, signal) =>
      unwrap(
        api.http.GET('/admin/users', {
          params: { query: { limit: 50, ...(cursor && { cursor }), ...(q && { q }), ...(status && { status }) } },
          signal,
        }),
      ),
    { isWatched: true },
  );
}
