import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { readAll } from '../../lib/read-all.ts';
import { usePages } from '../../lib/use-pages.ts';

const TYPE = 'task';
const OPEN_PAGE_SIZE = 100;
const DONE_PAGE_SIZE = 30;

/** Everything that is to be done, newest first. */
export function useOpenTasks() {
  const api = useApi();
  return useQuery({
    queryKey: [...queryKey.tasks, 'open'],
    queryFn: ({ signal }) =>
      readAll((cursor) =>
        unwrap(
          api.http.GET('/agent-events', {
            params: {
              query: { type: TYPE, status: 'open', limit: OPEN_PAGE_SIZE, ...(cursor !== undefined && { cursor }) },
            },
            signal,
          }),
        ),
      ),
  });
}

/** What was done, the newest task first, a page at a time. */
export function useDoneTasks(isEnabled: boolean) {
  const api = useApi();
  return usePages(
    [...queryKey.tasks, 'done'],
    (cursor, signal) =>
      unwrap(
        api.http.GET('/agent-events', {
          params: {
            query: { type: TYPE, status: 'done', limit: DONE_PAGE_SIZE, ...(cursor !== undefined && { cursor }) },
          },
          signal,
        }),
      ),
    { isEnabled },
  );
}
