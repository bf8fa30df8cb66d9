import { unwrap } from '@omniai/client';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { usePages } from '../../lib/use-pages.ts';

const PAGE_SIZE = 40;
/** That something which waited has gone out is not told as it happens. */
const REFRESH_MS = 15_000;

/** What the person was told, newest first, a page at a time. */
export function useNotifications() {
  const api = useApi();
  return usePages(
    queryKey.notifications,
    (cursor, signal) =>
      unwrap(
        api.http.GET('/notifications', {
          params: { query: { limit: PAGE_SIZE, ...(cursor !== undefined && { cursor }) } },
          signal,
        }),
      ),
    { refetchInterval: REFRESH_MS },
  );
}
