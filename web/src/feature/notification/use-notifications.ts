import { unwrap } from '@omniai/client';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { usePages } from '../../lib/use-pages.ts';

const PAGE_SIZE = 40;
/** That something which waited has gone out is not told as it happens. */
const WAITING_MS = 3_000;
const CALM_MS = 30_000;

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
    { refreshMs: (items) => (items.some(({ status }) => status === 'waiting') ? WAITING_MS : CALM_MS) },
  );
}
